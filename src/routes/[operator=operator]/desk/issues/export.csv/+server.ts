import { issueColumns, issuesToExport } from '#lib/issues/server/export.ts';
import { mayHandleIssues } from '#lib/issues/rules.ts';
import { m } from '#lib/paraglide/messages.js';
import { csvResponse } from '#lib/server/csv.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';

export const GET: RequestHandler = async (event) => {
	requireActor(event, mayHandleIssues);
	const rows = await read(event, (tx, actor) => issuesToExport(tx, actor, event.url.searchParams));
	return csvResponse(`${m.issues_file_name()}.csv`, issueColumns(), rows);
};
