import type { CallCommand } from '../../call/call-command.ts';
import type { CallEvent } from '../../call/call-event.ts';
import type { Handler } from '../../call/call-id.ts';
import { withWish, type WishesKnown } from '../../call/gate-wish.ts';
import { reduceCall } from '../../call/reduce-call.ts';
import type { ExchangeEvent } from '../exchange-command.ts';
import type { LineCall } from '../line-call.ts';
import type { LineInput, TestLine } from './learnt-line.ts';
import { empty, noteTruth, PIPES, put, truly, type Pipe, type ToVoice, type Voice, type World } from './world.ts';

/** A desk whose line and call are the real ones: what may happen next in a world, and the world in which it has. */
export function createDesk(
  line: TestLine,
  { callId, speaker }: { callId: string; speaker: { voiceId: string; languageModel: null } },
) {
  const first: World = {
    main: { phase: 'idle' },
    line: { at: line.first, call: { phase: 'idle' }, heard: 'nobody', frames: false },
    voice: freshVoice,
    screen: { name: 1, wishes: 0 },
    pipes: {
      gate: [],
      asks: [],
      toLine: [],
      streams: [],
      fromLine: [],
      toVoice: [],
      fromVoice: [],
      sound: [],
      lastSound: [],
      gates: [],
      farEnd: [],
    },
    speeches: 0,
    streams: 0,
    stream: null,
    changes: 0,
    truth: {
      done: {},
      heardByMain: {},
      hushed: [],
      said: [],
      bridged: false,
      muted: false,
      rung: false,
      voiceLossTold: false,
      acted: 0,
    },
    last: { input: null, known: {}, moved: false },
  };

  // ---- the line
  const eventOf = (event: ExchangeEvent, at: number): CallEvent[] => {
    switch (event.type) {
      case 'ringing':
        return [{ type: 'lineRang', callId }];
      case 'answered':
        return [{ type: 'lineAnswered', callId, lineMs: at, atWallMs: 0 }];
      case 'ended':
        return [{ type: 'lineEnded', callId, reason: event.reason, lineMs: at }];
      case 'handlerChanged':
        return [
          {
            type: 'gatesChanged',
            callId,
            handler: event.handler,
            lineMs: at,
            ...(event.wish ? { wish: event.wish } : {}),
          },
        ];
      case 'microphoneMuted':
        return [{ type: 'microphoneMuted', callId, muted: event.muted }];
      case 'clipPlayed':
      case 'digit':
      case 'measured':
      case 'carrierAsked':
        return [];
    }
  };
  const handlerOf = (call: LineCall): Handler | null => ('handler' in call ? call.handler : null);

  function atLine(world: World, input: LineInput, known: WishesKnown = {}): World {
    if (!world.line) return world;
    const before = world.line.call;
    const step = line.after(world.line.at, input);
    const moved = handlerOf(before) !== null && handlerOf(before) !== handlerOf(step.call);
    const changes = world.changes + (moved ? 1 : 0);
    const next: World = {
      ...world,
      changes,
      line: { at: step.line, call: step.call, heard: step.heard, frames: step.toVoice.frames },
      last: { input, known, moved },
    };
    const told = put(next, 'fromLine', ...step.told.flatMap((event) => eventOf(event, changes)));
    const heard = put(
      told,
      'gates',
      ...step.toVoice.handlers
        .filter(({ port }) => port === world.stream)
        .map(({ handler }) => ({ handler, at: changes })),
    );
    return noteTruth(heard, input, step.told);
  }

  // ---- main
  const ofLine = (world: World, command: Extract<LineInput, { type: 'command' }>['command']): World =>
    world.line ? put(world, 'toLine', { input: { type: 'command', command }, known: world.truth.heardByMain }) : world;
  const ofVoice = (world: World, message: ToVoice): World => (world.voice ? put(world, 'toVoice', message) : world);

  function perform(world: World, command: CallCommand): World {
    switch (command.type) {
      case 'dial':
        return ofLine(world, { type: 'dial', callId, over: 'carrier' });
      case 'acceptCall':
        return ofLine(world, { type: 'accept', callId, handler: command.handler });
      case 'setGates':
        return ofLine(world, {
          type: 'setHandler',
          callId,
          handler: command.handler,
          by: 'main',
          knows: command.knows,
        });
      case 'muteMicrophone':
        return ofLine(world, { type: 'mute', callId, muted: command.muted });
      case 'playBridge':
        return ofLine(world, { type: 'playClip', callId });
      case 'hangUpLine':
        return ofLine(world, { type: 'hangUp', callId });
      case 'restartLine':
        return lineDies(world);
      case 'openStreams':
        return openStream(world);
      case 'prepareVoice':
        return ofVoice(world, { type: 'prepare', handler: command.handler });
      case 'beginVoice':
        return ofVoice(world, { type: 'begin' });
      case 'tellVoiceHandler':
        return ofVoice(world, { type: 'handler', handler: command.handler, at: command.lineMs });
      case 'closeVoice':
        return world.voice ? ofVoice(world, { type: 'end' }) : put(world, 'fromVoice', { type: 'voiceClosed', callId });
      case 'ringHuman':
        return truly(world, { rung: true });
      case 'tellVoiceWhisper':
      case 'declineOffer':
      case 'prepareLead':
      case 'dismissLead':
      case 'closeRecording':
      case 'setDeadline':
        return world;
    }
  }

  function openStream(world: World): World {
    const port = `p${world.streams + 1}`;
    const opened = { ...world, streams: world.streams + 1, stream: world.voice ? port : null };
    const given = world.line ? put(opened, 'streams', { type: 'attach', callId, port }) : opened;
    return ofVoice(given, { type: 'port', port });
  }

  function atMain(world: World, event: CallEvent): World {
    if (!world.main) return world;
    const { state, commands } = reduceCall(world.main, event);
    // A hand-back that means nothing at present is refused before it gets so far.
    const { main } = world;
    const heeds = main.phase === 'live' && (event.type !== 'handBackRequested' || main.voice.state === 'ready');
    const wish = heeds && 'wish' in event ? event.wish : undefined;
    const heardByMain = wish ? withWish(world.truth.heardByMain, wish) : world.truth.heardByMain;
    const told = truly(world, {
      heardByMain,
      voiceLossTold: world.truth.voiceLossTold || (event.type === 'hostLost' && event.host === 'voice'),
      rung:
        world.truth.rung && !(state.phase === 'live' && (state.handler === 'human' || state.voice.state === 'ready')),
    });
    return commands.reduce(perform, { ...told, main: state });
  }

  // ---- the voice
  const speak = (world: World, voice: Voice): World => {
    const speech = `s${world.speeches + 1}`;
    const talking = { ...world, speeches: world.speeches + 1, voice: { ...voice, saying: speech } };
    return say(talking, voice, { type: 'says', speech });
  };
  const say = (world: World, { port }: Voice, message: { type: 'says' | 'hushes'; speech: string }): World =>
    port === null ? world : put(world, 'sound', { ...message, port });
  const hush = (world: World, voice: Voice): World => {
    const silent = { ...world, voice: { ...voice, saying: null } };
    return voice.saying === null ? silent : say(silent, voice, { type: 'hushes', speech: voice.saying });
  };
  const changeHands = (world: World, voice: Voice, handler: Handler): World => {
    if (handler === voice.handler || !voice.begun) return { ...world, voice };
    const silent = hush(world, { ...voice, handler });
    return handler === 'agent' ? speak(silent, { ...voice, handler, saying: null }) : silent;
  };

  function atVoice(world: World, message: ToVoice): World {
    const { voice } = world;
    if (!voice) return world;
    switch (message.type) {
      case 'prepare': {
        const prepared = { ...world, voice: { ...voice, prepared: true, handler: message.handler } };
        return put(prepared, 'fromVoice', { type: 'voicePrepared', callId, speaker });
      }
      case 'port':
        return { ...world, voice: { ...voice, port: message.port } };
      case 'begin': {
        if (!voice.prepared || voice.port === null) return world;
        const begun = { ...voice, begun: true };
        return voice.handler === 'agent' ? speak(world, begun) : { ...world, voice: begun };
      }
      case 'handler':
        if (!voice.begun) return { ...world, voice: { ...voice, handler: message.handler } };
        return message.at > voice.changed ? changeHands(world, voice, message.handler) : world;
      case 'end':
        return put(hush(world, { ...voice, begun: false }), 'fromVoice', { type: 'voiceClosed', callId });
    }
  }

  // ---- processes that die
  function lineDies(world: World): World {
    if (!world.line) return world;
    const gone = empty({ ...world, line: null }, 'gate', 'toLine', 'streams', 'sound', 'lastSound', 'farEnd');
    return put(gone, 'fromLine', { type: 'hostLost', host: 'line', exitCode: null });
  }
  function voiceDies(world: World): World {
    const { voice } = world;
    if (!voice) return world;
    const closing: LineInput[] = voice.port === null ? [] : [{ type: 'voiceGone', port: voice.port }];
    const left = [...world.pipes.lastSound, ...world.pipes.sound, ...closing];
    const gone = empty({ ...world, voice: null, stream: null }, 'toVoice', 'gates', 'sound', 'lastSound');
    return put(put(gone, 'lastSound', ...left), 'fromVoice', { type: 'hostLost', host: 'voice', exitCode: 9 });
  }

  // ---- what people and fate do
  const wishes = (world: World, handler: Handler): World => {
    const { screen } = world;
    const wish = { screen: `screen-${screen.name}`, count: screen.wishes + 1 };
    const asked = { ...world, screen: { ...screen, wishes: wish.count } };
    const straight: LineInput = {
      type: 'command',
      command: { type: 'setHandler', callId, handler, by: 'screen', wish },
    };
    return put(world.line ? put(asked, 'gate', straight) : asked, 'asks', {
      type: handler === 'human' ? 'takeOverRequested' : 'handBackRequested',
      callId,
      wish,
    });
  };
  const isUp = (world: World): boolean => world.line !== null && 'handler' in world.line.call;
  const anew = (world: World): World => ({ ...world, screen: { name: world.screen.name + 1, wishes: 0 } });

  const actions: Record<string, (world: World) => World | null> = {
    'take over': (world) => wishes(world, 'human'),
    'hand back': (world) => wishes(world, 'agent'),
    'take over by hot key': (world) => atMain(world, { type: 'takeOverRequested', callId }),
    mute: (world) => put(world, 'asks', { type: 'muteRequested', callId, muted: true }),
    whisper: (world) =>
      put(world, 'asks', { type: 'whisperRequested', callId, whisper: { whisperId: 'w', text: 'Ask about the roof' } }),
    'barge in': ({ voice, ...world }) =>
      voice?.saying ? speak(hush({ ...world, voice }, voice), { ...voice, saying: null }) : null,
    'hang up': (world) => put(world, 'asks', { type: 'hangUpRequested', callId, by: 'human' }),
    'far end answers': (world) =>
      world.line?.call.phase === 'ringing'
        ? atLine(world, { type: 'command', command: { type: 'carrierDid', callId, signal: { type: 'answered' } } })
        : null,
    'far end hangs up': (world) =>
      isUp(world)
        ? atLine(world, { type: 'command', command: { type: 'carrierDid', callId, signal: { type: 'bye' } } })
        : null,
    'agent hangs up': (world) =>
      world.voice?.begun ? put(world, 'fromVoice', { type: 'agentHangUpRequested', callId }) : null,
    'voice dies': (world) => (world.voice ? voiceDies(world) : null),
    'line dies': (world) => (world.line ? lineDies(world) : null),
    'main dies': (world) => (world.main ? dead(world) : null),
    'screen dies': (world) => anew(world),
    'screen dies, and its last wish reaches only the line': (world) =>
      world.pipes.asks.length > 0 ? anew(empty(world, 'asks')) : null,
    'screen dies, and its last wish reaches only main': (world) =>
      world.pipes.gate.length > 0 ? anew(empty(world, 'gate')) : null,
  };
  /** All the others are main's children. */
  const dead = (world: World): World => ({ ...empty(world, ...PIPES), main: null, line: null, voice: null });

  /** The next of a pipe arrives. */
  function deliver(world: World, pipe: Pipe): World {
    const { pipes } = world;
    const taken = { ...world, last: first.last, pipes: { ...pipes, [pipe]: pipes[pipe].slice(1) } };
    switch (pipe) {
      case 'asks':
      case 'fromLine':
      case 'fromVoice':
        return atMain(taken, pipes[pipe][0]!);
      case 'toLine':
        return atLine(taken, pipes.toLine[0]!.input, pipes.toLine[0]!.known);
      case 'toVoice':
        return atVoice(taken, pipes.toVoice[0]!);
      case 'gates': {
        const { handler, at } = pipes.gates[0]!;
        return taken.voice ? changeHands(taken, { ...taken.voice, changed: at }, handler) : taken;
      }
      case 'gate':
      case 'streams':
      case 'sound':
      case 'lastSound':
      case 'farEnd':
        return atLine(taken, pipes[pipe][0]!);
    }
  }
  /** A stream waits until somebody listens at its other end. */
  const waits = (world: World, pipe: Pipe): boolean =>
    world.pipes[pipe].length === 0 ||
    (pipe === 'gates' && !world.voice?.begun) ||
    (pipe === 'sound' && !isAttached(world));
  const isAttached = ({ pipes }: World): boolean => pipes.streams.length === 0;

  return {
    first,
    atMain,
    atLine,
    arrivals: (world: World): Pipe[] => PIPES.filter((pipe) => !waits(world, pipe)),
    deliver,
    /** What may happen by itself, or because somebody wants it, by name; null where it cannot now. */
    act: (world: World, name: string): World | null => actions[name]!({ ...world, last: first.last }),
    actions: Object.keys(actions),
    /** The voice is started again by main, which knows of the loss. */
    canRevive: (world: World): boolean => !!world.main && !world.voice && world.truth.voiceLossTold,
    revive: (world: World): World =>
      put(truly({ ...world, voice: freshVoice, last: first.last }, { voiceLossTold: false }), 'fromVoice', {
        type: 'hostStarted',
        host: 'voice',
      }),
  };
}

const freshVoice: Voice = { port: null, prepared: false, begun: false, handler: 'agent', changed: -1, saying: null };
