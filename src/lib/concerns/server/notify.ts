import { and, eq, isNotNull, isNull, or, sql } from 'drizzle-orm';
import { dateInTokyo } from '../../kernel/dates.ts';
import { m } from '../../paraglide/messages.js';
import type { Work } from '../../server/command.ts';
import { queueMail } from '../../server/mail.ts';
import { wholesOf } from '../../districts/server/queries.ts';
import { operatorById } from '../../operators/server/queries.ts';
import { people, roleGrants } from '../../people/server/tables.ts';

const locale = 'ja';

/** 緊急: the coordinators of the area and the 事務局 are written to. The letter names the number, nothing else. */
export async function tellStaffOfUrgency(
	work: Work,
	concern: { number: string | null; areaId: string | null },
): Promise<number> {
	const operator = await operatorById(work.tx, work.actor.operatorId);
	if (!operator || work.actor.kind === 'system') return 0;
	const addresses = await addressesOfStaff(work, concern.areaId);
	const number = concern.number ?? '';
	for (const to of addresses) {
		await queueMail(work, {
			to,
			subject: m.concerns_mail_urgent_subject({ number }, { locale }),
			body: m.concerns_mail_urgent_body({ number, operator: operator.name }, { locale }),
		});
	}
	return addresses.length;
}

/** Tells a reporter who left an e-mail address that there is an answer; the answer itself is not in the letter. */
export async function tellReporterOfReply(
	work: Work,
	concern: { number: string | null; contactEmail: string },
): Promise<void> {
	const operator = await operatorById(work.tx, work.actor.operatorId);
	if (!operator || work.actor.kind === 'system' || !concern.contactEmail) return;
	const about = {
		number: concern.number ?? '',
		operator: operator.name,
		telephone: operator.telephone,
	};
	await queueMail(work, {
		to: concern.contactEmail,
		subject: m.concerns_mail_reply_subject({ operator: operator.name }, { locale }),
		body: m.concerns_mail_reply_body(about, { locale }),
	});
}

async function addressesOfStaff(work: Work, areaId: string | null): Promise<string[]> {
	const { tx, actor } = work;
	const today = dateInTokyo(work.now());
	const areas = areaId
		? [areaId, ...(await wholesOf(tx, actor, areaId, today)).map((area) => area.id)]
		: [];
	const forArea = areas.length
		? sql`${roleGrants.scopeKind} = 'area' and ${roleGrants.scopeId} in (${sql.join(
				areas.map((id) => sql`${id}`),
				sql`, `,
			)})`
		: sql`${roleGrants.scopeKind} = 'area'`;
	const rows = await tx
		.selectDistinct({ email: people.email })
		.from(people)
		.innerJoin(
			roleGrants,
			and(eq(roleGrants.operatorId, people.operatorId), eq(roleGrants.personId, people.id)),
		)
		.where(
			and(
				eq(people.operatorId, actor.operatorId),
				isNotNull(people.email),
				isNull(people.leftAt),
				isNull(roleGrants.endedAt),
				sql`${roleGrants.validFrom} <= ${today}`,
				sql`(${roleGrants.validUntil} is null or ${roleGrants.validUntil} >= ${today})`,
				sql`${roleGrants.role} in ('coordinator', 'secretariat')`,
				or(eq(roleGrants.scopeKind, 'operator'), forArea),
			),
		)
		.limit(100);
	return rows.map((row) => row.email).filter((email) => email !== null);
}
