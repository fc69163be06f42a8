import { redirect } from '@sveltejs/kit';
import { paperKinds } from '#lib/paper-kinds.ts';
import { addressOrRefuse } from '#lib/papers/server/queries.ts';
import { typedInAt } from '#lib/papers/server/kinds.ts';
import { at, read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

/** The short address on printed papers: leads to where they are typed in, which asks for its own rights. */
export const GET: RequestHandler = async (event) => {
	const code = event.params.code.normalize('NFKC').toLowerCase();
	const subject = await read(event, (tx, actor) => addressOrRefuse(tx, actor, code));
	redirect(303, at(event, `${typedInAt(paperKinds, subject)}${event.url.search}`));
};
