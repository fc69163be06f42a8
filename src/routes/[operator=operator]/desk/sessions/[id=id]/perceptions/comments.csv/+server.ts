import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { commentsFor } from '#lib/perceptions/server/export.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

// the names of the columns are those of the open-data form of Polis
export const GET: RequestHandler = async (event) => {
	requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const rows = await read(event, (tx, actor) => commentsFor(tx, actor, event.params.id));
	return csvResponse(
		'comments.csv',
		[
			{ label: 'timestamp', value: () => 0 },
			{ label: 'datetime', value: () => '' },
			{ label: 'comment-id', value: ({ number }) => number },
			{ label: 'author-id', value: () => '' },
			{ label: 'agrees', value: ({ agrees }) => agrees },
			{ label: 'disagrees', value: ({ disagrees }) => disagrees },
			{ label: 'moderated', value: () => 1 },
			{ label: 'comment-body', value: ({ text }) => text },
		],
		rows,
	);
};
