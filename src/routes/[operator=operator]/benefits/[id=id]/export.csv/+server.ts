import { hallSecretOf } from '#lib/benefits/server/door.ts';
import { fileColumns, linesFor } from '#lib/benefits/server/export.ts';
import { isId } from '#lib/kernel/ids.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	const asked = event.url.searchParams.get('version');
	const { title, lines } = await read(event, (tx, actor) =>
		linesFor(tx, actor, {
			...{ id: event.params.id, version: asked && isId(asked) ? asked : null },
			hallSecret: hallSecretOf(event),
		}),
	);
	return csvResponse(`${title}.csv`, fileColumns(), lines);
};
