import type { Actor } from '../../kernel/actor.ts';
import { dateInTokyo } from '../../kernel/dates.ts';
import { listRequest, type ListRequest } from '../../kernel/listing.ts';
import { say } from '../../kernel/say.ts';
import { m } from '../../paraglide/messages.js';
import type { CsvColumn } from '../../server/csv.ts';
import type { Tx } from '../../server/db.ts';
import { issueListing, listIssues, type IssueRow } from './queries.ts';

const most = 5_000;

/** The list as it is filtered, whole, for a file; counts stay as masked as on the page. */
export async function issuesToExport(
	tx: Tx,
	actor: Actor,
	search: URLSearchParams,
): Promise<IssueRow[]> {
	const request: ListRequest = { ...listRequest(search, { ...issueListing, size: most }), page: 1 };
	const { rows } = await listIssues(tx, actor, request);
	return rows;
}

export function issueColumns(): CsvColumn<IssueRow>[] {
	return [
		{ label: m.issues_col_title(), value: (row) => row.title },
		{ label: m.issues_col_state(), value: (row) => say(`issues_state_${row.state}`) },
		{ label: m.issues_col_theme(), value: (row) => say(`issues_theme_${row.theme}`) },
		{
			label: m.issues_filter_gap(),
			value: (row) => (row.betweenSystems ? m.issues_filter_gap() : ''),
		},
		{ label: m.issues_col_areas(), value: (row) => row.areas.join('、') || m.issues_areas_whole() },
		{
			label: m.issues_col_voices(),
			value: (row) => (row.voices.masked ? m.issues_voices_masked() : row.voices.n),
		},
		{ label: m.issues_col_changed(), value: (row) => dateInTokyo(row.changedAt) },
	];
}
