import { describeFailure } from '../failure.ts';
import type { ConnectionReport } from './connection-report.ts';

export type Grade = 'good' | 'usable' | 'poor' | 'none';

/** One thing that was looked at: how it is, and what to do where it is not good. */
export type Finding = { grade: Grade; says: string; help: string };

export type ConnectionVerdict = { grade: Grade; says: string; findings: Finding[] };

/**
 * Up to where a measure is good, and up to where it is usable. MOS: ITU-T G.107 annex B calls 4.03 and more satisfied, 3.60
 * some dissatisfied. There and back: twice the one-way 150 ms of ITU-T G.114, less what the telephone network beyond the
 * carrier takes; and what Twilio's client warns of, as with jitter (30 ms) and loss (1 %). How much more of these two is
 * usable is our own judgement.
 */
const LIMITS = {
  mos: { good: 4.03, usable: 3.6 },
  rttMs: { good: 250, usable: 400 },
  jitterMs: { good: 30, usable: 60 },
  lost: { good: 0.01, usable: 0.05 },
} as const;

const ORDER: readonly Grade[] = ['good', 'usable', 'poor', 'none'];
const SUMMARY: Readonly<Record<Grade, string>> = {
  good: 'Good: calls will sound as they should.',
  usable: 'Usable: calls will work, and will not always sound well.',
  poor: 'Poor: callers will have trouble understanding.',
  none: 'No calls can be made from here now.',
};
const NEARER = 'Use a cable instead of Wi-Fi, close what uses the network, and switch a VPN off.';
const WAY_OPEN = 'Whoever runs the network must let UDP out to Twilio, ports 10000 to 60000.';

const atMost = (value: number, { good, usable }: { good: number; usable: number }): Grade =>
  value <= good ? 'good' : value <= usable ? 'usable' : 'poor';
const atLeast = (value: number, { good, usable }: { good: number; usable: number }): Grade =>
  value >= good ? 'good' : value >= usable ? 'usable' : 'poor';
const worst = (grades: readonly Grade[]): Grade => ORDER[Math.max(0, ...grades.map((one) => ORDER.indexOf(one)))]!;
const percent = (share: number): string => `${(share * 100).toFixed(share > 0 && share < 0.1 ? 1 : 0)} %`;
const withHelp = (grade: Grade, says: string, help = NEARER): Finding => ({
  grade,
  says,
  help: grade === 'good' ? '' : help,
});

function reached({ failure, answered, edge }: ConnectionReport): Finding {
  const over = edge === '' ? '' : ` over ${edge}`;
  if (!failure) {
    return answered
      ? withHelp('good', `Calls can be placed: Twilio answered${over}.`)
      : withHelp(
          'none',
          `Twilio was reached${over}, and did not answer the test call.`,
          'Its rules may be of an older Latchkey: go through the set-up again, which brings them up to date.',
        );
  }
  const { says, help } = describeFailure(failure);
  return answered
    ? withHelp('poor', `Twilio answered${over}, and the test call broke off: ${says}`, NEARER)
    : withHelp('none', says, help);
}

function soundPath({ heard, quality, relayed, withVoice }: ConnectionReport): Finding {
  if (!quality) return withHelp('none', 'No sound came back from Twilio: the way for it is closed.', WAY_OPEN);
  if (!heard && withVoice)
    return withHelp(
      'usable',
      'Sound comes back from Twilio, but your voice was not in it.',
      'Say something during the test; if you did, check your microphone under Settings.',
    );
  if (!heard) return withHelp('poor', 'Sound comes back from Twilio, but not what was sent.', WAY_OPEN);
  return relayed
    ? withHelp('usable', 'Sound gets through both ways, by a detour: the direct way is closed.', WAY_OPEN)
    : withHelp('good', 'Sound gets through both ways.');
}

function qualityFindings({ quality }: ConnectionReport): Finding[] {
  if (!quality) return [];
  const { mos, rttMs, jitterMs, lostIn, lostOut } = quality;
  const lost = (share: number, where: string) =>
    withHelp(
      atMost(share, LIMITS.lost),
      share === 0 ? `Nothing is lost ${where}.` : `${percent(share)} of the sound is lost ${where}.`,
    );
  const clear =
    mos &&
    withHelp(
      atLeast(mos.average, LIMITS.mos),
      `Clearness ${mos.average.toFixed(1)} of 4.4 (at worst ${mos.worst.toFixed(1)}).`,
    );
  const prompt =
    rttMs &&
    withHelp(
      atMost(rttMs.average, LIMITS.rttMs),
      `Sound takes ${Math.round(rttMs.average)} ms there and back (at worst ${Math.round(rttMs.worst)}).`,
    );
  const even = atMost(jitterMs.average, LIMITS.jitterMs);
  return [
    ...(clear ? [clear] : []),
    ...(prompt ? [prompt] : []),
    withHelp(
      even,
      `It comes ${even === 'good' ? 'evenly' : 'unevenly'}: ${Math.round(jitterMs.average)} ms of jitter (at worst ${Math.round(jitterMs.worst)}).`,
    ),
    lost(lostIn, 'on the way here'),
    ...(lostOut === null ? [] : [lost(lostOut, 'on the way there')]),
  ];
}

/** What a test call came to, in words for somebody who knows telephones and no networks. As good as its worst finding. */
export function judgeConnection(report: ConnectionReport): ConnectionVerdict {
  const findings = report.answered
    ? [reached(report), soundPath(report), ...qualityFindings(report)]
    : [reached(report)];
  const grade = worst(findings.map((finding) => finding.grade));
  return { grade, says: SUMMARY[grade], findings };
}
