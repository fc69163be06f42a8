import { businessDaysBetween, dateInTokyo } from '../kernel/dates.ts';
import { isOfficeHoliday } from '../kernel/office-days.ts';

/** A first answer within two working days is the aim (DOMAIN §3.3). */
const targetWorkingDays = 2;

/** How long somebody waited, or has been waiting, for staff. */
export type Waiting = { workingDays: number; isLate: boolean };

export function waitingSince(receivedAt: Date, until: Date): Waiting {
	const workingDays = Math.max(
		0,
		businessDaysBetween(dateInTokyo(receivedAt), dateInTokyo(until), isOfficeHoliday),
	);
	return { workingDays, isLate: workingDays > targetWorkingDays };
}
