/** "No, that's right." */
const NO_BUT_RIGHT =
  /^(?:no|nope) (?:no )?(?:that is|you are|it is|you got it)(?: all| exactly)? ?(?:right|correct|it|fine|good|perfect)?$/;
const NO =
  /\b(?:no|nope|nah|wrong|incorrect|mistake|not (?:right|quite|correct|it|exactly|really|that)|is not|are not)\b/;
const HEDGE = /\b(?:think|guess|maybe|probably|suppose|not sure|sounds about|almost|close)\b/;
const YES =
  /^(?:(?:and|so|ok|okay|all right|perfect|great) )*(?:yes|yeah|yep|yup|ya|correct|right|exactly|perfect|sure|ok|okay|absolutely|affirmative|indeed|definitely|you got it|got it|it is|that is (?:it|right|correct|the one|good|fine|perfect|mine|me)|this is|sounds right|it does)\b/;

/**
 * What the caller makes of what was read back to them: `unsure` has to be read back again, since only an explicit yes
 * counts; undefined is about something else. Pure.
 * @param words as `spokenWords` writes them. @param repeatsIt they have said all of it again as it was.
 */
export function answersReadBack(words: string, repeatsIt: boolean): 'yes' | 'no' | 'unsure' | undefined {
  if (NO_BUT_RIGHT.test(words)) return 'yes';
  if (NO.test(words)) return 'no';
  if (HEDGE.test(words)) return 'unsure';
  return YES.test(words) || repeatsIt ? 'yes' : undefined;
}
