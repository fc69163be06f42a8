import * as v from 'valibot';
import { countOrNone, id, neededCount, oneOf, ticked } from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { minuteSteps, mostSteps, pictures } from './rules.ts';
import { longestTurn, turnKinds } from './turns.ts';

/** Which step, or whose turn, whoever pressed had before them. */
const from = neededCount(0, mostSteps * 10, 'refusal_not_valid');

const column = v.pipe(
	v.optional(v.array(v.string()), []),
	v.maxLength(mostSteps, 'facilitation_too_many_steps' satisfies MessageKey),
);

export const SessionForm = v.object({ sessionId: id });
export const StartForm = v.object({ sessionId: id, again: ticked });
export const StepForm = v.object({ sessionId: id, from });

export const MinutesForm = v.object({
	...StepForm.entries,
	minutes: v.pipe(oneOf(minuteSteps, 'refusal_not_valid'), v.transform(Number)),
});

/** The steps to come as they stand in the form; a row without a title is left out. */
export const ComingForm = v.object({
	...StepForm.entries,
	stepId: column,
	title: column,
	minutes: column,
	pillarId: column,
});

export const BeginTurns = v.object({
	...StepForm.entries,
	of: oneOf(turnKinds, 'facilitation_turns_of_missing'),
	/** How many sit at a table, for turns at all tables at once. */
	seats: countOrNone(12),
	seconds: countOrNone(longestTurn),
	isGoingOn: ticked,
});

export const PictureForm = v.object({
	sessionId: id,
	picture: oneOf(pictures, 'refusal_not_valid'),
});
