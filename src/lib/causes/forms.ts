import * as v from 'valibot';
import {
	id,
	idOrNone,
	lines,
	neededLine,
	neededLines,
	neededTick,
	oneOf,
	version,
} from '../kernel/fields.ts';
import { isId } from '../kernel/ids.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { longestCause, moves, standings } from './rules.ts';

const wrong = 'refusal_not_valid' satisfies MessageKey;
const words = neededLines(longestCause, 'causes_text_missing');

export const StartForm = v.object({
	issueId: idOrNone,
	sessionId: idOrNone,
	question: neededLine(200, 'causes_question_missing'),
});

export const AddForm = v.object({
	id,
	text: words,
	at: idOrNone,
	where: oneOf(['below', 'beside'], wrong, 'below'),
});

/** What was said, as `opinion:` or `result:` and its id. */
const source = v.pipe(
	v.string(wrong),
	v.check((text) => {
		const [kind, of] = text.split(':');
		return (kind === 'opinion' || kind === 'result') && isId(of ?? '');
	}, wrong),
);

export const TakeOverForm = v.object({
	id,
	at: idOrNone,
	sources: v.pipe(
		v.optional(v.array(source, wrong), []),
		v.minLength(1, 'causes_source_missing' satisfies MessageKey),
		v.maxLength(100, wrong),
		v.transform((list) => [...new Set(list)]),
	),
});

export const RewordForm = v.object({
	id,
	causeId: id,
	revision: version,
	text: words,
	standing: oneOf(standings, 'causes_standing_missing'),
	reason: lines(1000),
});

export const MoveForm = v.object({ id, causeId: id, revision: version, move: oneOf(moves, wrong) });
export const CauseForm = v.object({ id, causeId: id, revision: version });
export const HandOnForm = v.object({ id, causeId: id });

export const PublishForm = v.object({
	id,
	revision: version,
	checked: neededTick('causes_not_checked'),
});

export const WithdrawForm = v.object({ id, why: neededLines(1000, 'causes_why_missing') });
