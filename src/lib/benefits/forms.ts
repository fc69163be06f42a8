import * as v from 'valibot';
import {
	countOrNone,
	id,
	idOrNone,
	line,
	lines,
	neededLine,
	neededTick,
	oneOf,
	ticked,
	version,
} from '../kernel/fields.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { cleanLine, cleanText, graphemeLength } from '../kernel/text.ts';
import { callForm } from '../platforms/forms.ts';
import { cooperations, phases, realisations } from './rules.ts';
import { longestName } from './wishes.ts';

const wrong = 'refusal_not_valid' satisfies MessageKey;

export const mostTables = 20;

export const MakeTables = v.object({
	sessionId: idOrNone,
	forumId: idOrNone,
	issueId: idOrNone,
	/** What came out of a session: the activity in the same words. */
	resultId: idOrNone,
	title: neededLine(100, 'benefits_title_missing'),
	/** The first row: an organisation of the directory, or a name. */
	ownOrganisationId: idOrNone,
	ownName: line(longestName),
	/** One for each 卓; 0 or nothing for a single one. */
	tables: countOrNone(mostTables, { message: 'benefits_tables_wrong' }),
});

export const ChangeTable = v.object({
	id,
	title: neededLine(100, 'benefits_title_missing'),
	issueId: idOrNone,
	/** Nothing where nobody has decided. */
	cooperation: v.pipe(
		v.optional(v.string(wrong), ''),
		v.picklist(['', ...cooperations], wrong),
		v.transform((kind) => kind || null),
	),
});

/** `seen`: the number of the last operation that was on the page. */
export const KeepVersion = v.object({ id, phase: oneOf(phases, wrong), seen: version });

export const PublishVersion = v.object({
	id,
	version: id,
	decided: neededTick('benefits_decided_missing'),
	/** Nobody can be recognised from what it says, although it looks so. */
	checked: ticked,
});

export const TableForm = v.object({ id });

export const JudgeBenefit = v.object({
	id,
	version: id,
	benefit: id,
	realised: v.pipe(
		v.optional(v.string(wrong), ''),
		v.picklist(realisations.map(String), 'benefits_realised_missing' satisfies MessageKey),
		v.transform(Number),
	),
	comment: lines(1_000),
	heardFrom: line(100),
});

/** What the page showed of the table beside the version: how far it was written, and its newest version. */
export const AdoptTable = v.object({
	...{ id, version: id, platform: id, seen: version, latest: version },
	/** What changed meanwhile was read, and the version is wanted as it is. */
	knows: ticked,
});

/** One action per line. */
const actions = v.pipe(
	v.optional(v.string(wrong), ''),
	v.transform((typed) => [...new Set(cleanText(typed).split('\n').map(cleanLine).filter(Boolean))]),
	v.maxLength(40, 'platforms_too_many_lines' satisfies MessageKey),
	v.everyItem((item) => graphemeLength(item) <= 200, 'field_too_long' satisfies MessageKey),
);

export const CallFromTable = v.object({ ...callForm.entries, version: id, actions });
