import * as v from 'valibot';
import { countOrNone, id, ids, idOrNone, line, neededLine, oneOfOrNone } from '../kernel/fields.ts';
import { longestName } from './rules.ts';
import type { MessageKey } from '../kernel/refusal.ts';
import { actorGroups } from '../organisations/rules.ts';

export const SessionId = v.object({ sessionId: id });
export const BoardId = v.object({ id });

/** As it is typed from the screen: any case, any width, with or without a gap. */
export const JoinCode = v.pipe(
	v.optional(v.string(), ''),
	v.transform((text) =>
		text
			.normalize('NFKC')
			.toLowerCase()
			.replace(/[^a-z0-9]/g, ''),
	),
	v.regex(/^[a-z2-9]{8}$/, 'boards_code_wrong' satisfies MessageKey),
);

export const CodeForm = v.object({ code: JoinCode });

/** What the browser of a participant will carry: it comes with the form and goes back beside the answer. */
const secret = v.pipe(
	v.string(),
	v.regex(/^[\w-]{32,64}$/, 'refusal_not_valid' satisfies MessageKey),
);

export const BySecret = v.object({ secret });

export const JoinForm = v.object({
	id,
	secret,
	calledName: neededLine(50, 'boards_called_name_missing'),
	actorGroup: oneOfOrNone(actorGroups),
	table: countOrNone(99),
});

export const RemoveParticipant = v.object({ id, participantId: id });

/** Without a secret there is nobody whose table could change. */
export const ChangeTable = v.object({ id, secret: v.optional(secret), table: countOrNone(99) });

/** A suggestion, as the page showed it. */
const notes = v.pipe(ids(200), v.minLength(1, 'boards_groups_none_chosen' satisfies MessageKey));
export const RefuseGroup = v.object({ id, notes, clusterId: idOrNone });
export const TakeGroup = v.object({
	id,
	notes,
	pillarId: id,
	clusterId: idOrNone,
	/** The new まとまり: the same form sent twice makes one. */
	newId: id,
	name: line(longestName),
});
