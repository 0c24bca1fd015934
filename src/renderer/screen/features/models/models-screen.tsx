import type { ModelStatus } from '../../../../domain/models/model-status.ts';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { installing } from '../../bridge/installing.ts';
import { MODEL_PURPOSES } from '../../bridge/model-words.ts';
import { OllamaBox } from '../../bridge/ollama-box.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import { useOllama } from '../../bridge/use-ollama.ts';
import { useModels, type ModelRow, type Models } from '../../bridge/use-models.ts';
import { bytesInWords } from '../../ui/format.ts';
import { ModelLine, type ModelLineProps } from '../../ui/model-line.tsx';
import { Page } from '../../ui/page.tsx';

function actionsFor(row: ModelRow, models: Models): ModelLineProps['actions'] {
  if (installing(row).progress && row.busy !== 'model.install') return [];
  const install = {
    says: row.state === 'missing' ? 'Install' : 'Install again',
    busy: row.busy === 'model.install',
    onPress: () => {
      models.work('model.install', row.modelId);
    },
  };
  const verify = {
    says: 'Verify',
    busy: row.busy === 'model.verify',
    onPress: () => {
      models.work('model.verify', row.modelId);
    },
  };
  const remove = {
    says: 'Remove',
    danger: true,
    busy: row.busy === 'model.remove',
    onPress: () => {
      models.work('model.remove', row.modelId);
    },
  };
  switch (row.state) {
    case 'installed':
      return [verify, remove];
    case 'missing':
      return [install];
    case 'partial':
    case 'damaged':
      return [install, remove];
    case 'unavailable':
    case 'installing':
      return [];
  }
}

function Row({ row, models }: { row: ModelRow; models: Models }) {
  return (
    <ModelLine
      title={row.title}
      purpose={MODEL_PURPOSES[row.purpose]}
      sizeBytes={row.sizeBytes}
      {...installing(row)}
      about={
        <p className="model-line-about">
          {row.isDefault ? <span className="tag tag-accent">used by default</span> : null}
          <span>Licence: {row.licence}</span>
          <span>For: {row.machine}</span>
          {row.note ? <span>{row.note}</span> : null}
        </p>
      }
      onCancel={() => {
        models.work('model.cancel', row.modelId);
      }}
      actions={actionsFor(row, models)}
      trouble={<FailureNotice failure={row.failure} />}
    />
  );
}

const ORDER: readonly ModelStatus['purpose'][] = [
  'speech-to-text',
  'text-to-speech',
  'voice-activity',
  'end-of-turn',
  'pronunciation',
  'language-model',
];

/** Every model on this machine and those that could be: size, licence, which machine it is for, and how it is. */
export function ModelsScreen() {
  const models = useModels();
  const ollama = useOllama();
  const about = useAnswer('app.about', null);
  const kept = models.rows.filter((row) => row.state === 'installed').reduce((sum, row) => sum + row.sizeBytes, 0);
  const rows = [...models.rows].sort((a, b) => ORDER.indexOf(a.purpose) - ORDER.indexOf(b.purpose));
  return (
    <Page
      title="Models"
      about={
        <>
          {models.rows.length > 0 ? `${bytesInWords(kept)} installed. ` : ''}Everything runs on this machine.
          {about.value ? (
            <>
              {' '}
              Folder: <code>{about.value.modelsFolder}</code>
            </>
          ) : null}
        </>
      }
    >
      <FailureNotice failure={models.failure} />
      {models.loading ? <p className="faint">Looking at the files…</p> : null}
      {rows.length > 0 ? (
        <section aria-labelledby="speech-models" className="stack">
          <h2 id="speech-models">Hearing and speaking</h2>
          <ul className="card rows">
            {rows.map((row) => (
              <Row key={row.modelId} row={row} models={models} />
            ))}
          </ul>
        </section>
      ) : null}
      <section aria-labelledby="language-models" className="stack">
        <h2 id="language-models">Language model</h2>
        <div className="card card-pad">
          <OllamaBox ollama={ollama} />
        </div>
      </section>
    </Page>
  );
}
