import * as v from 'valibot';
import {
	countOrNone,
	id,
	ids,
	neededCount,
	neededLine,
	oneOfOrNone,
	ticked,
	uploads,
} from '../kernel/fields.ts';
import { isId } from '../kernel/ids.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { actorGroups } from '../organisations/rules.ts';
import { answers, longestStatement, mostStatements, type Answer } from './rules.ts';

const text = neededLine(longestStatement, 'perceptions_text_missing' satisfies MessageKey);

export const OfSession = v.object({ sessionId: id });
export const OfStatement = v.object({ id });
export const ChooseNotes = v.object({ sessionId: id, notes: ids(mostStatements) });
export const WriteStatement = v.object({ sessionId: id, text });
export const AcceptStatement = v.object({ id, text });

/** What the browser of somebody in the hall carries (boards/server/door.ts). */
const hall = { boardId: id, secret: v.optional(v.string(), '') };
export const OfferStatement = v.object({ ...hall, text });

/** A choice for each statement, in fields named after them; those left open are no answers. */
function answersIn(fields: Readonly<Record<string, unknown>>): [string, Answer][] {
	return Object.entries(fields).flatMap(([name, value]) => {
		const statement = name.startsWith('answer-') ? name.slice(7) : '';
		const answer = answers.find((one) => one === value);
		return isId(statement) && answer ? [[statement, answer]] : [];
	});
}
const nothing = 'perceptions_nothing_answered' satisfies MessageKey;

export const VoteForm = v.pipe(
	v.looseObject(hall),
	v.transform((fields) => ({
		...{ boardId: fields.boardId, secret: fields.secret, answers: answersIn(fields) },
	})),
	v.check((given) => given.answers.length > 0, nothing),
);

export const SheetForm = v.pipe(
	v.looseObject({
		sessionId: id,
		number: neededCount(1, 9_999, 'perceptions_sheet_number_wrong'),
		actorGroup: oneOfOrNone(actorGroups),
		isReplaced: ticked,
	}),
	v.transform(({ sessionId, number, actorGroup, isReplaced, ...fields }) => ({
		...{ sessionId, number, actorGroup, isReplaced, answers: answersIn(fields) },
	})),
	v.check((given) => given.answers.length > 0, nothing),
);

/** Files of a conversation in the open-data form; what is in them is told from their first rows. */
export const ImportAnswers = v.object({
	sessionId: id,
	files: v.pipe(
		uploads(3),
		v.minLength(1, 'perceptions_import_missing' satisfies MessageKey),
		v.check(
			(files) => files.every(({ content }) => content.byteLength <= 5_000_000),
			'perceptions_import_too_large' satisfies MessageKey,
		),
	),
});

/** Counts in fields like `residents-agree`; `none-…` for those who belong nowhere. */
export const HandsForm = v.objectWithRest({ id, about: v.optional(v.string()) }, countOrNone(999));
