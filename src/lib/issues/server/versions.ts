import { eq, sql } from 'drizzle-orm';
import { isStaff, personOf, type Actor } from '../../kernel/actor.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { people } from '../../people/server/tables.ts';
import type { Tx } from '../../server/db.ts';
import { issues, issueVersions } from './tables.ts';
import { visibleTo } from './visible.ts';

export type VersionRow = {
	number: number;
	title: string;
	titleKana: string;
	description: string;
	wall: string;
	state: 'shown' | 'waiting' | 'returned';
	why: string;
	writtenAt: Date;
	reviewedAt: Date | null;
	/** Names only for staff. */
	writer: string | null;
	isOwn: boolean;
};

/** Every text the issue had that this actor may read, newest first: the public only what was once shown. */
export async function issueVersionsOf(tx: Tx, actor: Actor, id: string): Promise<VersionRow[]> {
	const staff = isStaff(actor);
	const rows = await tx
		.select({ version: issueVersions, writer: people.name })
		.from(issueVersions)
		.innerJoin(
			issues,
			sql`${issues.operatorId} = ${issueVersions.operatorId} and ${issues.id} = ${issueVersions.issueId}`,
		)
		.leftJoin(
			people,
			sql`${people.operatorId} = ${issueVersions.operatorId} and ${people.id} = ${issueVersions.writtenBy}`,
		)
		.where(sql`${visibleTo(actor)} and ${eq(issues.id, id)}`)
		.orderBy(sql`${issueVersions.number} desc`)
		.limit(200);
	if (rows.length === 0) throw new Refusal('not-found', 'refusal_not_found');
	return rows
		.filter(({ version }) => staff || wasShown(version) || isOwn(actor, version))
		.map(({ version, writer }) => ({
			number: version.number,
			title: version.title,
			titleKana: version.titleKana,
			description: version.description,
			wall: version.wall,
			state: version.state,
			why: version.why,
			writtenAt: version.writtenAt,
			reviewedAt: version.reviewedAt,
			writer: staff ? writer : null,
			isOwn: isOwn(actor, version),
		}));
}

function isOwn(actor: Actor, version: typeof issueVersions.$inferSelect): boolean {
	return version.writtenBy !== null && version.writtenBy === personOf(actor);
}

/** What was written while it was a candidate and never checked may still tell of a person. */
function wasShown(version: typeof issueVersions.$inferSelect): boolean {
	return version.state === 'shown' && version.reviewedAt !== null;
}
