import * as v from 'valibot';
import {
	countOrNone,
	id,
	idOrNone,
	line,
	lines,
	neededId,
	neededLine,
	neededLines,
	oneOf,
	ticked,
} from '../kernel/fields.ts';
import { isId } from '../kernel/ids.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { closings, gapStandings, strengths } from './rules.ts';

const wrong = 'refusal_not_valid' satisfies MessageKey;

const face = {
	name: neededLine(60, 'functions_name_missing'),
	nameKana: line(100),
	description: lines(1000),
	words: lines(500),
};
export const AddForm = v.object(face);
export const ChangeForm = v.object({ id, ...face });
export const FunctionForm = v.object({ id });

/** A body of the directory, `organisation:` or `place:` and its id. */
const body = v.pipe(
	v.string(wrong),
	v.check((text) => {
		const [kind, of] = text.split(':');
		return (kind === 'organisation' || kind === 'place') && isId(of ?? '');
	}, wrong),
);

const strength = oneOf(strengths, wrong, 'enough');

export const CoverForm = v.object({
	id,
	areaId: idOrNone,
	organisationId: idOrNone,
	placeId: idOrNone,
	who: line(100),
	what: lines(500),
	strength,
	people: countOrNone(9999),
	checked: ticked,
});

export const CoverManyForm = v.object({
	id,
	bodies: v.pipe(
		v.optional(v.array(body, wrong), []),
		v.minLength(1, 'functions_body_missing' satisfies MessageKey),
		v.maxLength(100, wrong),
		v.transform((list) => [...new Set(list)]),
	),
	strength,
});

export const EndCoverForm = v.object({ id, coverId: id });

export const GapForm = v.object({
	functionId: neededId('functions_function_missing'),
	areaId: idOrNone,
	standing: oneOf(gapStandings, 'functions_standing_missing'),
	text: neededLines(1000, 'functions_gap_text_missing'),
	issueId: idOrNone,
	checked: ticked,
});

/** What came out of a session becomes a line of the inventory, under a function that is there or a new one. */
export const TakeForm = v.object({
	sessionId: id,
	resultId: id,
	functionId: idOrNone,
	newName: line(60),
	areaId: idOrNone,
	standing: oneOf(gapStandings, wrong, 'missing'),
	checked: ticked,
});

export const GapIdForm = v.object({ id });
export const CarryForm = v.object({ id, sessionId: neededId('functions_session_missing') });
export const CloseForm = v.object({
	id,
	closing: oneOf(closings, 'functions_closing_missing'),
	why: neededLines(1000, 'functions_why_missing'),
});
