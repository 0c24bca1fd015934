import { useEffect, useRef, useState, type ReactNode } from 'react';
import { AgentVoice, Recogniser, SPEECH_CHOICES } from '../../../../domain/engine/speech-choice.ts';
import { useClock } from '../../bridge/bridge-context.tsx';
import { MODEL_STATES } from '../../bridge/model-words.ts';
import { Button } from '../../ui/button.tsx';
import { VolumeSlider } from '../../ui/volume-slider.tsx';
import { CheckpointsControl } from './checkpoints-control.tsx';
import { machineTimeZone } from '../../../../domain/scheduling/time-zone.ts';
import { asText, type ControlProps } from './control-props.ts';
import { MinutesControl } from './minutes-control.tsx';
import { OfficeHoursControl } from './office-hours-control.tsx';
import { PhonesControl } from './phones-control.tsx';
import { accelerator, acceleratorWords } from './accelerator.ts';
import { settingTrouble } from './setting-trouble.ts';

/** How long typing rests before it is kept. */
const REST_MS = 600;

function TextControl({ id, setting, value, describedBy, keep, onTrouble }: ControlProps) {
  const clock = useClock();
  const [draft, setDraft] = useState<string | null>(null);
  const cancel = useRef(() => {});
  useEffect(
    () => () => {
      cancel.current();
    },
    [],
  );
  const shown = draft ?? asText(value);
  const trouble = draft === null ? null : settingTrouble(setting.key, draft);
  const commit = (text: string) => {
    cancel.current();
    const says = settingTrouble(setting.key, text);
    onTrouble(says);
    if (says === null && text !== value) keep(text);
  };
  return (
    <input
      id={id}
      className="input"
      value={shown}
      aria-describedby={describedBy}
      aria-invalid={trouble !== null || undefined}
      autoComplete="off"
      spellCheck={false}
      onChange={(event) => {
        const text = event.target.value;
        setDraft(text);
        cancel.current();
        cancel.current = clock.after(REST_MS, () => {
          commit(text);
        });
      }}
      onBlur={() => {
        if (draft === null) return;
        commit(draft);
        if (settingTrouble(setting.key, draft) === null) setDraft(null);
      }}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && draft !== null) commit(draft);
        if (event.key !== 'Escape') return;
        cancel.current();
        setDraft(null);
        onTrouble(null);
      }}
    />
  );
}

function SwitchControl({ id, value, describedBy, keep }: ControlProps) {
  return (
    <input
      id={id}
      type="checkbox"
      role="switch"
      className="switch"
      checked={value === true}
      aria-describedby={describedBy}
      onChange={(event) => {
        keep(event.target.checked);
      }}
    />
  );
}

function ThemeControl({ id, setting, value, describedBy, keep }: ControlProps) {
  return (
    <div className="choices" role="radiogroup" aria-label={setting.label} aria-describedby={describedBy} id={id}>
      {(['system', 'light', 'dark'] as const).map((theme) => (
        <label key={theme} className="choice">
          <input
            type="radio"
            name="theme"
            value={theme}
            checked={value === theme}
            onChange={() => {
              keep(theme);
            }}
          />
          {theme === 'system' ? 'System' : theme === 'light' ? 'Light' : 'Dark'}
        </label>
      ))}
    </div>
  );
}

/** One of a list; what was chosen is kept at once. */
function Choice({ id, value, describedBy, keep, children }: ControlProps & { children: ReactNode }) {
  return (
    <select
      id={id}
      className="input"
      value={asText(value)}
      aria-describedby={describedBy}
      onChange={(event) => {
        keep(event.target.value);
      }}
    >
      {children}
    </select>
  );
}

function DeviceControl(control: ControlProps) {
  const { setting, value, sound } = control;
  const devices = (setting.key === 'microphoneId' ? sound.devices?.microphones : sound.devices?.speakers) ?? [];
  const known = value === 'default' || devices.some((device) => device.id === value);
  return (
    <Choice {...control}>
      {devices.some((device) => device.id === 'default') ? null : (
        <option value="default">{devices.length === 0 ? 'None found' : 'As the system has it'}</option>
      )}
      {known ? null : <option value={asText(value)}>Not connected now</option>}
      {devices.map((device) => (
        <option key={device.id} value={device.id}>
          {device.label || 'Unnamed device'}
        </option>
      ))}
    </Choice>
  );
}

function VolumeControl({ id, value, describedBy, keep }: ControlProps) {
  return <VolumeSlider id={id} describedBy={describedBy} volume={Number(value)} onVolume={keep} />;
}

function WavFileControl({ id, value, describedBy, keep, sound }: ControlProps) {
  return (
    <div className="row" id={id} role="group" aria-label="WAV file as microphone" aria-describedby={describedBy}>
      {value === '' ? <span className="faint">None</span> : <code className="setting-file">{asText(value)}</code>}
      <Button busy={sound.choosing} onClick={() => void sound.chooseFile()}>
        Choose…
      </Button>
      {value === '' ? null : (
        <Button
          onClick={() => {
            keep('');
          }}
        >
          Use none
        </Button>
      )}
    </div>
  );
}

function HotKeyControl({ id, value, describedBy, keep, onTrouble }: ControlProps) {
  const [listening, setListening] = useState(false);
  return (
    <Button
      id={id}
      aria-describedby={describedBy}
      className="hot-key"
      aria-label={`Take-over key, everywhere: ${acceleratorWords(asText(value))}. ${listening ? 'Press a combination' : 'Change'}`}
      onClick={() => {
        setListening(true);
      }}
      onBlur={() => {
        setListening(false);
      }}
      onKeyDown={(event) => {
        if (!listening || event.key === 'Tab') return;
        event.preventDefault();
        event.stopPropagation();
        if (event.key === 'Escape') {
          setListening(false);
          return;
        }
        const combination = accelerator(event);
        if (combination === null) return;
        setListening(false);
        onTrouble(null);
        keep(combination);
      }}
    >
      {listening ? 'Press a combination…' : acceleratorWords(asText(value))}
    </Button>
  );
}

function LanguageModelControl(control: ControlProps) {
  const { value, ollama } = control;
  const models = ollama?.models ?? [];
  const known = value === '' || models.some((model) => model.name === value);
  return (
    <Choice {...control}>
      <option value="">The first that Ollama has</option>
      {known ? null : <option value={asText(value)}>{asText(value)} (not in Ollama)</option>}
      {models.map((model) => (
        <option key={model.name} value={model.name}>
          {model.name}
        </option>
      ))}
    </Choice>
  );
}

function SpeechControl(control: ControlProps) {
  const { setting, speech } = control;
  const options = setting.key === 'recogniser' ? Recogniser.options : AgentVoice.options;
  const choices = options.map((choice) => ({ choice, state: speech.stateOf(choice) }));
  return (
    <>
      <Choice {...control}>
        {choices.map(({ choice, state }) => (
          <option key={choice} value={choice} disabled={state !== 'installed'}>
            {SPEECH_CHOICES[choice].name}
            {state === null || state === 'installed' ? '' : ` – ${MODEL_STATES[state].says.toLowerCase()}`}
          </option>
        ))}
      </Choice>
      {choices.some(({ state }) => state !== null && state !== 'installed') ? (
        <p className="small soft">
          The greyed ones are not on this machine. <a href="#/models">Install them under Models</a>
        </p>
      ) : null}
    </>
  );
}

function HandlerControl(control: ControlProps) {
  return (
    <Choice {...control}>
      <option value="human">You: it rings at the desk</option>
      <option value="agent">The agent, at once</option>
    </Choice>
  );
}

function TimeZoneControl(control: ControlProps) {
  const zones = Intl.supportedValuesOf('timeZone');
  const { value } = control;
  return (
    <Choice {...control}>
      <option value="">As this machine has it ({machineTimeZone()})</option>
      {value === '' || zones.includes(asText(value)) ? null : <option value={asText(value)}>{asText(value)}</option>}
      {zones.map((zone) => (
        <option key={zone} value={zone}>
          {zone}
        </option>
      ))}
    </Choice>
  );
}

/** The control of one setting. What it keeps is kept at once. */
export function SettingControlFor(props: ControlProps) {
  switch (props.setting.control) {
    case 'text':
      return <TextControl {...props} />;
    case 'switch':
      return <SwitchControl {...props} />;
    case 'theme':
      return <ThemeControl {...props} />;
    case 'microphone':
    case 'speaker':
      return <DeviceControl {...props} />;
    case 'volume':
      return <VolumeControl {...props} />;
    case 'wav-file':
      return <WavFileControl {...props} />;
    case 'hot-key':
      return <HotKeyControl {...props} />;
    case 'language-model':
      return <LanguageModelControl {...props} />;
    case 'speech':
      return <SpeechControl {...props} />;
    case 'phones':
      return <PhonesControl {...props} />;
    case 'handler':
      return <HandlerControl {...props} />;
    case 'checkpoints':
      return <CheckpointsControl {...props} />;
    case 'minutes':
      return <MinutesControl {...props} />;
    case 'office-hours':
      return <OfficeHoursControl {...props} />;
    case 'time-zone':
      return <TimeZoneControl {...props} />;
  }
}
