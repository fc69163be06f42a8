import { hallSecretOf } from '#lib/benefits/server/door.ts';
import { linesFor } from '#lib/benefits/server/export.ts';
import { workbookOf } from '#lib/benefits/server/workbook.ts';
import { isId } from '#lib/kernel/ids.ts';
import { attachment } from '#lib/server/csv.ts';
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
	const workbook = await workbookOf(title, lines);
	return new Response(Buffer.from(workbook), {
		headers: {
			'content-type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
			'content-disposition': attachment('export.xlsx', `${title}.xlsx`),
			'cache-control': 'private, no-store',
		},
	});
};
