// Answers a call to the number of the set-up: rings the app, and the fallback number if the app does not answer.
// Twilio asks again, with DialCallStatus, when ringing the app has ended.
const UNANSWERED = ['busy', 'no-answer', 'failed', 'canceled'];

exports.handler = function incoming(context, event, callback) {
  const response = new Twilio.twiml.VoiceResponse();
  if (!event.DialCallStatus) ringApp(response, context, event);
  else if (event.rang === 'app' && UNANSWERED.includes(event.DialCallStatus)) fallBack(response, context);
  else response.hangup();
  return callback(null, response);
};

function ringApp(response, context, event) {
  const dial = response.dial({
    timeout: 25,
    answerOnBridge: true,
    action: `https://${context.DOMAIN_NAME}/incoming?rang=app`,
    method: 'POST',
  });
  const client = dial.client({
    statusCallback: `https://${context.DOMAIN_NAME}/status?about=leg`,
    statusCallbackEvent: ['answered', 'completed'],
    statusCallbackMethod: 'POST',
  });
  client.identity(context.LATCHKEY_IDENTITY);
  // The app's own leg has another SID; this one is what the caller's costs are found under.
  client.parameter({ name: 'CallerCallSid', value: event.CallSid });
  client.parameter({ name: 'CalledNumber', value: event.To });
}

function fallBack(response, context) {
  if (!context.LATCHKEY_FALLBACK_NUMBER) {
    response.say('Nobody can take your call at the moment. Please call again later.');
    response.hangup();
    return;
  }
  const dial = response.dial({
    timeout: 25,
    answerOnBridge: true,
    action: `https://${context.DOMAIN_NAME}/incoming?rang=fallback`,
    method: 'POST',
  });
  dial.number(context.LATCHKEY_FALLBACK_NUMBER);
}
