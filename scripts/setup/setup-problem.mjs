/** Set-up cannot go on. The message says exactly what is missing; `help` what the person can do about it. */
export class SetupProblem extends Error {
  constructor(message, help) {
    super(message);
    this.name = 'SetupProblem';
    this.help = help;
  }
}

const OF_THE_DISK = {
  ENOSPC: ['The disk is full', 'Make room'],
  EDQUOT: ['Your share of the disk is full', 'Make room'],
  EROFS: ['Nothing can be written here', 'Choose a folder that can be written to'],
  EACCES: ['You may not write here', 'Give yourself the right to it'],
  EPERM: ['You may not write here', 'Give yourself the right to it'],
};

/** What a step threw as something a person can act on; undefined where it is a mistake of ours. */
export function asSetupProblem(thrown) {
  if (thrown instanceof SetupProblem) return thrown;
  const [says, help] = OF_THE_DISK[thrown?.code] ?? [];
  if (!says) return undefined;
  const where = thrown.dest ?? thrown.path;
  return new SetupProblem(
    `${says}${where ? `: ${where}` : ''}.`,
    `${help}, then run the same command again. What was already fetched is kept.`,
  );
}
