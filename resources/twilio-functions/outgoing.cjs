// Answers a call that the app places: rings the number in To, from the number of the set-up. A test of the connection
// dials nobody: it hears itself until the app hangs up.
exports.handler = function outgoing(context, event, callback) {
  const response = new Twilio.twiml.VoiceResponse();
  if (event.Purpose === 'connection-test') {
    response.echo();
    return callback(null, response);
  }
  const to = String(event.To || '');
  if (!/^\+[1-9]\d{6,14}$/.test(to)) {
    response.reject();
    return callback(null, response);
  }
  // The app's leg is told of everything under its own SID; the callbacks' CallSid is the other leg's.
  const status = `https://${context.DOMAIN_NAME}/status?client=${encodeURIComponent(event.CallSid)}`;
  const dial = response.dial({
    callerId: context.LATCHKEY_CALLER_ID,
    // The app hears the ringing as it is, and counts as answered when the other side is.
    answerOnBridge: true,
    timeout: 30,
    action: `${status}&about=end`,
    method: 'POST',
  });
  const detection = ['Enable', 'DetectMessageEnd'].includes(event.MachineDetection)
    ? {
        machineDetection: event.MachineDetection,
        amdStatusCallback: `${status}&about=machine`,
        amdStatusCallbackMethod: 'POST',
      }
    : {};
  dial.number(
    {
      statusCallback: `${status}&about=leg`,
      statusCallbackEvent: ['initiated', 'ringing', 'answered', 'completed'],
      statusCallbackMethod: 'POST',
      ...detection,
    },
    to,
  );
  return callback(null, response);
};
