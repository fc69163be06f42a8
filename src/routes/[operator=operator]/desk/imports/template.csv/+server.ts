import { error } from '@sveltejs/kit';
import { mayImport } from '#lib/imports/rules.ts';
import { columnsOf, importKinds } from '#lib/imports/vocabulary/index.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/server/csv.ts';
import { requireActor } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = (event) => {
	requireActor(event, mayImport);
	const kind = importKinds.find((one) => one === event.url.searchParams.get('kind'));
	if (!kind) error(404, m.refusal_not_found());
	const columns = columnsOf(kind).map(({ heading }) => ({ label: heading, value: () => '' }));
	return csvResponse(`${m.imports_template()}.csv`, columns, []);
};
