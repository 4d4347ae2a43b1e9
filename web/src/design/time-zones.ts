/** The time zones that can be chosen, the current one first. */
export function timeZones(current: string): string[] {
  return [...new Set([current, "UTC", ...Intl.supportedValuesOf("timeZone")])];
}
