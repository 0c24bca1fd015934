import { SearchX } from 'lucide-react';
import { useId, useState } from 'react';
import { defaultSettings, type Settings } from '../../../../domain/settings/settings.ts';
import { useSettings } from '../../bridge/bridge-context.tsx';
import { FailureNotice } from '../../bridge/failure-notice.tsx';
import { SoundCheckBox } from '../../bridge/sound-check-box.tsx';
import { useAnswer } from '../../bridge/use-answer.ts';
import type { WishOutput } from '../../bridge/screen-words.ts';
import { useSound, type Sound } from '../../bridge/use-sound.ts';
import { useSpeech, type Speech } from '../../bridge/use-speech.ts';
import { useWish } from '../../bridge/use-wish.ts';
import { Button } from '../../ui/button.tsx';
import { Empty } from '../../ui/empty.tsx';
import { Page } from '../../ui/page.tsx';
import { SearchField } from '../../ui/search-field.tsx';
import { CheckpointsTrouble } from './checkpoints-control.tsx';
import type { SettingValue } from './control-props.ts';
import { SettingControlFor } from './setting-controls.tsx';
import { searchSettings, type Setting, type SettingGroup } from './setting-list.ts';
import './settings.css';

type RowProps = {
  setting: Setting;
  settings: Settings;
  sound: Sound;
  ollama: WishOutput<'ollama.get'> | null;
  speech: Speech;
};

const NOT_LABELLED_BY_FOR = new Set(['theme', 'wav-file', 'office-hours']);

/** The id of a group's heading: with a space in it nothing could refer to it. */
const headingOf = ({ title }: SettingGroup) => `group-${title.replaceAll(' ', '-')}`;

/** Why a choice does not work out on this machine. */
function outcomeOf(key: Setting['key'], speech: Speech) {
  if (key === 'agentVoice') return speech.failureOf('voice');
  return key === 'recogniser' ? speech.failureOf('speech-to-text') : null;
}

function SettingRow({ setting, settings, sound, ollama, speech }: RowProps) {
  const id = useId();
  const helpId = useId();
  const change = useWish('settings.set');
  const [trouble, setTrouble] = useState<string | null>(null);
  const [kept, setKept] = useState(false);
  const [resets, setResets] = useState(0);
  const value = settings[setting.key];
  const outcome = outcomeOf(setting.key, speech);
  const isDefault = JSON.stringify(value) === JSON.stringify(defaultSettings[setting.key]);
  const keep = (next: SettingValue) => {
    setKept(false);
    void change.send({ [setting.key]: next }).then((answer) => {
      setKept(answer.ok);
    });
  };
  return (
    <li className="setting">
      <div className="setting-words">
        {NOT_LABELLED_BY_FOR.has(setting.control) ? (
          <span className="setting-label">{setting.label}</span>
        ) : (
          <label className="setting-label" htmlFor={id}>
            {setting.label}
          </label>
        )}
        <p id={helpId} className="soft">
          {setting.help}
          {trouble ? <span className="setting-trouble"> {trouble}</span> : null}
        </p>
      </div>
      <div className="setting-control">
        <SettingControlFor
          key={resets}
          id={id}
          setting={setting}
          value={value}
          describedBy={helpId}
          keep={keep}
          onTrouble={(says) => {
            setTrouble(says);
            if (says) setKept(false);
          }}
          sound={sound}
          ollama={ollama}
          speech={speech}
        />
      </div>
      <div className="setting-side">
        <span className="small faint" role="status">
          {trouble ? <span className="unseen">{trouble}</span> : kept ? 'Saved' : ''}
        </span>
        {isDefault && !trouble ? (
          <span className="small faint">Default</span>
        ) : (
          <Button
            look="quiet"
            aria-label={`Reset ${setting.label} to its default`}
            onClick={() => {
              setTrouble(null);
              setResets((count) => count + 1);
              keep(defaultSettings[setting.key]);
            }}
          >
            Reset
          </Button>
        )}
      </div>
      {setting.control === 'checkpoints' ? (
        <div className="setting-failure">
          <CheckpointsTrouble />
        </div>
      ) : null}
      {outcome ? (
        <div className="setting-failure">
          <FailureNotice failure={outcome} />
        </div>
      ) : null}
      {change.failure ? (
        <div className="setting-failure">
          <FailureNotice failure={change.failure} />
        </div>
      ) : null}
    </li>
  );
}

/** Everything that can be set; searched, grouped, and remembered at once. */
export function SettingsScreen() {
  const { settings } = useSettings();
  const sound = useSound();
  const ollama = useAnswer('ollama.get', null);
  const speech = useSpeech();
  const [text, setText] = useState('');
  const groups = searchSettings(text);
  return (
    <Page
      title="Settings"
      about="What you change is kept at once."
      tools={<SearchField label="Search settings" value={text} onChange={setText} />}
    >
      {groups.length === 0 ? (
        <Empty
          icon={SearchX}
          title={`No setting holds “${text}”`}
          action={
            <Button
              onClick={() => {
                setText('');
              }}
            >
              Show all settings
            </Button>
          }
        >
          The search looks at names and explanations.
        </Empty>
      ) : null}
      {groups.map((group) => (
        <section key={group.title} className="stack" aria-labelledby={headingOf(group)}>
          <h2 id={headingOf(group)}>{group.title}</h2>
          <ul className="card rows">
            {group.settings.map((setting) => (
              <SettingRow
                key={setting.key}
                setting={setting}
                settings={settings}
                sound={sound}
                ollama={ollama.value}
                speech={speech}
              />
            ))}
            {group.title === 'Telephone' && text === '' ? (
              <li className="card-pad">
                <a href="#/telephone">Set up the telephone, or undo it</a>
              </li>
            ) : null}
            {group.title === 'Sound' && text === '' ? (
              <li className="card-pad">
                <SoundCheckBox sound={sound} />
              </li>
            ) : null}
          </ul>
        </section>
      ))}
      <p>
        <a href="#/set-up">Go through the set-up again</a>
      </p>
    </Page>
  );
}
