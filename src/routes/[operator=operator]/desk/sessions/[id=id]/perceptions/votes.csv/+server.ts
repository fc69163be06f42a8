import { facilitatesSomething } from '#lib/gatherings/rules.ts';
import { isStaff } from '#lib/kernel/actor.ts';
import { votesText } from '#lib/perceptions/server/export.ts';
import { now } from '#lib/server/application.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	requireActor(event, (who) => isStaff(who) || facilitatesSomething(who));
	const text = await read(event, (tx, actor) => votesText(tx, actor, event.params.id, now));
	return new Response(text, {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': 'attachment; filename="votes.csv"',
			'cache-control': 'private, no-store',
		},
	});
};
