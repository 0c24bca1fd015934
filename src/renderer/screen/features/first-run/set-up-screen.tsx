import { PhoneCall } from 'lucide-react';
import { useId, type ReactNode } from 'react';
import type { Failure } from '../../../../domain/failure.ts';
import { useSettings, useSnapshot } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { installing } from '../../bridge/installing.ts';
import { MODEL_PURPOSES, WITHOUT_MODEL } from '../../bridge/model-words.ts';
import { OllamaBox } from '../../bridge/ollama-box.tsx';
import { SoundCheckBox } from '../../bridge/sound-check-box.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useModels, type ModelRow, type Models } from '../../bridge/use-models.ts';
import { useOllama } from '../../bridge/use-ollama.ts';
import { usePractice } from '../../bridge/use-practice.ts';
import { useSound } from '../../bridge/use-sound.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { bytesInWords } from '../../ui/format.ts';
import { Mark } from '../../ui/mark.tsx';
import { ModelLine } from '../../ui/model-line.tsx';
import { Page } from '../../ui/page.tsx';
import { setUpSteps, type StepState } from './set-up-steps.ts';
import './first-run.css';

const STATE_MARKS: Record<StepState, { says: string; tone: 'good' | 'warn' | 'idle' }> = {
  done: { says: 'Done', tone: 'good' },
  open: { says: 'To do', tone: 'warn' },
  unknown: { says: 'Looking…', tone: 'idle' },
};

function Step(props: { number: number; title: string; state: StepState; skipped: string; children: ReactNode }) {
  const id = useId();
  const mark = STATE_MARKS[props.state];
  return (
    <li className={`step step-${props.state}`}>
      <section aria-labelledby={id}>
        <header className="step-head">
          <span className="step-number" aria-hidden="true">
            {props.number}
          </span>
          <h2 id={id} className="grow">
            {props.title}
          </h2>
          <Mark tone={mark.tone}>{mark.says}</Mark>
        </header>
        <div className="step-body stack">
          {props.children}
          {props.state === 'open' ? <p className="small faint">{props.skipped}</p> : null}
        </div>
      </section>
    </li>
  );
}

/** What main answered; 'failed' where it could not, so that nobody is told to wait. */
const told = <Fact,>(fact: Fact | null, failure: Failure | null) => fact ?? (failure ? ('failed' as const) : null);

const isMissing = (row: ModelRow) => row.state === 'missing' || row.state === 'partial' || row.state === 'damaged';

function NeededModel({ row, models }: { row: ModelRow; models: Models }) {
  const shown = installing(row);
  const waits = isMissing(row) && shown.progress === null;
  const install = () => {
    models.work('model.install', row.modelId);
  };
  return (
    <ModelLine
      title={row.title}
      purpose={waits ? WITHOUT_MODEL[row.purpose] : MODEL_PURPOSES[row.purpose]}
      sizeBytes={row.sizeBytes}
      {...shown}
      onCancel={() => {
        models.work('model.cancel', row.modelId);
      }}
      actions={waits ? [{ says: 'Install', busy: false, onPress: install }] : []}
      trouble={<FailureNotice failure={row.failure} />}
    />
  );
}

function NeededModels({ models }: { models: Models }) {
  const rows = models.rows.filter((row) => row.isDefault);
  const waiting = rows.filter((row) => isMissing(row) && installing(row).progress === null);
  return (
    <div className="stack">
      <FailureNotice failure={models.failure} />
      {waiting.length > 1 ? (
        <div className="row">
          <Button
            look="primary"
            onClick={() => {
              for (const row of waiting) models.work('model.install', row.modelId);
            }}
          >
            Install all ({bytesInWords(waiting.reduce((sum, row) => sum + row.sizeBytes, 0))})
          </Button>
        </div>
      ) : null}
      <ul className="step-models rows">
        {rows.map((row) => (
          <NeededModel key={row.modelId} row={row} models={models} />
        ))}
      </ul>
    </div>
  );
}

function FirstCall({ onPlaced }: { onPlaced: () => void }) {
  const practice = usePractice();
  const scenario = practice.usable.find((candidate) => candidate.difficulty === 'easy') ?? practice.usable[0];
  return (
    <div className="stack">
      <p>
        A simulated lead picks up and speaks. Listen, and press Take over whenever you like: that is all there is to
        learn.
      </p>
      <FailureNotice failure={practice.listFailure ?? practice.startFailure} />
      <div>
        <Button
          look="primary"
          big
          icon={<PhoneCall className="icon" aria-hidden="true" />}
          disabled={!scenario || !practice.canStart}
          busy={practice.starting}
          onClick={() => {
            if (!scenario) return;
            practice.start(scenario.scenarioId);
            onPlaced();
          }}
        >
          Practice call
        </Button>
      </div>
      {!practice.loading && !scenario ? <p className="soft">No scenario can be used; Practice says why.</p> : null}
    </div>
  );
}

/** Set-up: four steps whose state is read off the machine. Any can be skipped; what that costs is said. */
export function SetUpScreen() {
  const { settings } = useSettings();
  const snapshot = useSnapshot();
  const sound = useSound();
  const models = useModels();
  const ollama = useOllama();
  const calls = useAnswer('history.list', { text: '', limit: 1, before: null });
  const finish = useWish('settings.set');
  const steps = setUpSteps({
    devices: told(sound.devices, sound.devicesFailure),
    microphoneFile: settings.microphoneFile,
    checked: sound.result !== null && sound.result.speaker,
    models: told(models.rows.length > 0 ? models.rows : null, models.failure),
    ollama: told(ollama.status, ollama.failure),
    callsEver: told(calls.value?.calls.length ?? null, calls.failure),
    phase: snapshot.phase,
  });
  const open = Object.values(steps).filter((state) => state !== 'done').length;
  const leave = async () => {
    await finish.send({ firstRunDone: true });
    window.location.hash = '#/call';
  };
  return (
    <Page
      title="Set-up"
      about="Four things to look at, in any order. Leave whenever you like: what is done stays done, and calls work with what is there."
      tools={
        <>
          <a className="button button-quiet" href="#/call">
            Leave for now
          </a>
          <Button look={open === 0 ? 'primary' : 'plain'} busy={finish.busy} onClick={() => void leave()}>
            {open === 0 ? 'Finish' : 'Skip the rest'}
          </Button>
        </>
      }
    >
      <FailureNotice failure={finish.failure} />
      <ol className="steps">
        <Step
          number={1}
          title="Sound"
          state={steps.sound}
          skipped="If you skip this: the agent can still call. After a take-over the caller may not hear you, and you may not hear the call."
        >
          <SoundCheckBox sound={sound} />
        </Step>
        <Step
          number={2}
          title="Models for hearing and speaking"
          state={steps.models}
          skipped="If you skip this: what a call is like without it is said beside each model."
        >
          {models.loading ? <p className="faint">Looking at the files…</p> : <NeededModels models={models} />}
        </Step>
        <Step
          number={3}
          title="Language model"
          state={steps.ollama}
          skipped="If you skip this: the agent uses rehearsed replies. The screen and the records say so."
        >
          <OllamaBox ollama={ollama} />
        </Step>
        <Step
          number={4}
          title="Practice call"
          state={steps.practice}
          skipped="If you skip this: it is on the Call screen whenever you want it."
        >
          <FirstCall
            onPlaced={() => {
              void finish.send({ firstRunDone: true });
              window.location.hash = '#/call';
            }}
          />
        </Step>
      </ol>
      <p>
        Real calls over the telephone are set up on a page of their own, whenever you like:{' '}
        <a href="#/telephone">Set up the telephone</a>
      </p>
    </Page>
  );
}
