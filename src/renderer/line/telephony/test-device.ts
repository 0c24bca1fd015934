import { Device, type Call } from '@twilio/voice-sdk';
import { deviceOptions, type DeviceMedia } from './device-options.ts';

/** By it the carrier's function knows that nobody is to be dialled: see resources/twilio-functions/outgoing.cjs. */
const ECHO = { Purpose: 'connection-test' };

/**
 * The Device that the SDK's preflight test is to use: with our sound in place of a microphone, like the telephone's own, and
 * asking for the echo. The test takes a class for it.
 */
export function testDeviceClass(
  media: DeviceMedia,
  listener: { opened(device: Device): void; placed(call: Call): void },
): typeof Device {
  return class TestDevice extends Device {
    constructor(token: string, options: Device.Options) {
      super(token, { ...options, ...deviceOptions(media) });
      listener.opened(this);
    }
    // Its error event says why.
    override register(): Promise<void> {
      return super.register().catch(() => undefined);
    }
    override async connect(options: Device.ConnectOptions): Promise<Call> {
      const call = await super.connect({ ...options, params: ECHO });
      listener.placed(call);
      return call;
    }
  };
}
