import { timezones } from 'libphonenumber-geo-carrier';
import { parsePhoneNumberFromString } from 'libphonenumber-js';
import type { WorkflowSeed } from '../../domain/agent/workflow-seed.ts';

/** A number that belongs to more zones than this (toll-free, satellite) tells nothing of where somebody is. */
const MOST_ZONES = 4;

/**
 * The zone in which a lead's clock stands, as far as their number tells; the desk's where it tells nothing, and where it
 * may be the desk's. An IANA name. People move and keep their numbers: whoever reads a time to them names the zone.
 * @param number E.164; null where there is none.
 */
export async function leadTimeZone(number: string | null | undefined, desk: string): Promise<string> {
  const parsed = number ? parsePhoneNumberFromString(number) : undefined;
  if (!parsed) return desk;
  const zones = (await timezones(parsed).catch(() => null)) ?? [];
  const [first] = zones;
  return first === undefined || zones.length > MOST_ZONES || zones.includes(desk) ? desk : first;
}

/** What a call starts from, with the times of its lead; the desk's zone stands beside where it is another. */
export async function inLeadsZone(
  seed: WorkflowSeed,
  zoneOf: (number: string | null | undefined, desk: string) => Promise<string>,
): Promise<WorkflowSeed> {
  const { timeZone: desk, number } = seed;
  if (desk === undefined) return seed;
  const timeZone = await zoneOf(number, desk);
  return timeZone === desk ? seed : { ...seed, timeZone, deskTimeZone: desk };
}
