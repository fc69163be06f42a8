import * as v from 'valibot';
import { enteredChannels } from '../gatherings/sessions/rules.ts';
import {
	dateOrNone,
	id,
	ids,
	lines,
	neededId,
	oneOfOrNone,
	someOf,
	version,
} from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { parts } from './rules.ts';

export const longestPart = 600;
export const mostAsked = 300;

const empty = 'preparations_empty' satisfies MessageKey;

export const AskForm = v.object({
	id,
	organisationIds: v.pipe(
		ids(mostAsked),
		v.minLength(1, 'preparations_nobody' satisfies MessageKey),
	),
	dueOn: dateOrNone,
});

export const RemindForm = v.object({ id });

export const CallOffForm = v.object({ id, preparationId: id });

export const AnswerForm = v.pipe(
	v.object({
		id,
		version,
		whatWeDo: lines(longestPart),
		troubles: lines(longestPart),
		wishes: lines(longestPart),
		/** What the organisation agreed to show in the hall and in 相利評価表. */
		shown: someOf(parts),
		/** How it was told, when somebody else writes it down. */
		channel: oneOfOrNone(enteredChannels),
	}),
	v.forward(
		v.partialCheck(
			[['whatWeDo'], ['troubles'], ['wishes']],
			({ whatWeDo, troubles, wishes }) => `${whatWeDo}${troubles}${wishes}` !== '',
			empty,
		),
		['whatWeDo'],
	),
);

export const TakeLinesForm = v.object({
	id,
	pillarId: neededId('preparations_pillar_missing'),
	lines: v.pipe(
		v.optional(v.array(v.string()), []),
		v.minLength(1, 'preparations_lines_missing' satisfies MessageKey),
		v.maxLength(500, 'refusal_not_valid' satisfies MessageKey),
	),
});

export const KeepCardsForm = v.object({ id });
