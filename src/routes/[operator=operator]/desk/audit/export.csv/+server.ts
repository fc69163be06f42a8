import { dateInTokyo, timeInTokyo } from '#lib/kernel/dates.ts';
import { m } from '#lib/paraglide/messages.js';
import { maySeeAudit } from '#lib/people/rules.ts';
import { listTrail } from '#lib/people/server/trail.ts';
import { actName, detailText, nounName } from '#lib/people/acts.ts';
import { csvResponse } from '#lib/server/csv.ts';
import { read, requireActor } from '#lib/server/request.ts';
import type { RequestHandler } from './$types.ts';
import { trailRequest } from '../listing.ts';

const mostRows = 20_000;

export const GET: RequestHandler = async (event) => {
	const actor = requireActor(event, maySeeAudit);
	const request = { ...trailRequest(event.url.searchParams), page: 1, size: mostRows };
	const { rows } = await read(event, (tx) => listTrail(tx, actor, request));
	return csvResponse(
		`${m.home_audit_title()}.csv`,
		[
			{ label: m.home_audit_number(), value: (row) => row.sequence },
			{ label: m.home_audit_at(), value: (row) => `${dateInTokyo(row.at)} ${timeInTokyo(row.at)}` },
			{
				label: m.home_audit_who(),
				value: (row) => row.personName ?? m[`home_audit_by_${row.actorKind}`](),
			},
			{ label: m.home_audit_act(), value: (row) => actName(row.act) },
			{ label: m.home_audit_subject(), value: (row) => nounName(row.subjectKind) },
			{ label: m.home_audit_id(), value: (row) => row.subjectId },
			{ label: m.home_audit_detail(), value: (row) => detailText(row.detail) },
		],
		rows,
	);
};
