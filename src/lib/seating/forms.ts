import * as v from 'valibot';
import {
	countOrNone,
	id,
	line,
	neededCount,
	neededId,
	neededLine,
	oneOfOrNone,
	ticked,
	version,
} from '../kernel/fields.ts';
import { actorGroups } from '../organisations/rules.ts';
import { largestTable, mostRounds, smallestTable } from './rules.ts';

const sessionId = id;

export const SessionForm = v.object({ sessionId });

export const GuestForm = v.object({
	sessionId,
	calledName: neededLine(100, 'seating_name_missing'),
	organisationName: line(100),
	actorGroup: oneOfOrNone(actorGroups),
	fixedTable: countOrNone(99),
});

export const ChangeGuest = v.object({
	sessionId,
	guestId: id,
	isHere: ticked,
	fixedTable: countOrNone(99),
});

export const PlanForm = v.object({
	sessionId,
	size: neededCount(smallestTable, largestTable, 'seating_size_wrong'),
	rounds: neededCount(1, mostRounds, 'seating_rounds_wrong'),
});

export const VersionForm = v.object({ sessionId, version });

/** With somebody (`other`), or to a table. */
export const MoveForm = v.object({
	sessionId,
	version,
	round: neededCount(1, mostRounds, 'seating_rounds_wrong'),
	guestId: neededId('seating_guest_missing'),
	/** Somebody to change places with, or a table by its number. */
	target: neededLine(40, 'seating_target_missing'),
});
