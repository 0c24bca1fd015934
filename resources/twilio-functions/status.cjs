// Passes on to the app, as a message on its own leg, what only Twilio knows: how the other leg is faring, whether a
// machine answered, how long it lasted. The app cannot be asked from outside; its call can.
const FIELDS = [
  'CallSid',
  'CallStatus',
  'CallDuration',
  'SipResponseCode',
  'AnsweredBy',
  'MachineDetectionDuration',
  'DialCallSid',
  'DialCallStatus',
  'DialCallDuration',
  'DialBridged',
];

exports.handler = async function status(context, event, callback) {
  const about = String(event.about || 'leg');
  const response = new Twilio.twiml.VoiceResponse();
  // Asked at the end of a <Dial>, the answer is what happens next to the app's leg.
  if (about === 'end') response.hangup();
  const content = { kind: 'latchkey-status', about };
  for (const field of FIELDS) if (event[field] !== undefined) content[field] = event[field];
  try {
    const client = context.getTwilioClient();
    const app = event.client || event.CallSid;
    if (about === 'end' && event.DialCallSid) Object.assign(content, await costOf(client, event.DialCallSid));
    await client.calls(app).userDefinedMessages.create({ content: JSON.stringify(content) });
  } catch (error) {
    // The app's leg has ended already, most likely; the app asks for seconds and price itself in the end.
    console.log(`status not passed on: ${error.code || error.name}`);
  }
  return callback(null, response);
};

/** The price is known here only if Twilio has been quick. */
async function costOf(client, sid) {
  const { price, priceUnit } = await client.calls(sid).fetch();
  return price === null ? {} : { Price: price, PriceUnit: priceUnit };
}
