import type * as v from 'valibot';
import type { Work } from '../../../server/command.ts';
import type { dissolveFields } from '../../forms.ts';
import type { Destination } from '../../rules.ts';
import { keepArchive, releaseTasks } from '../end.ts';
import { resolveIssues } from '../issues.ts';
import { closeMemberships } from '../membership.ts';
import { tell } from '../notices.ts';
import { movePlatform, refuseUnlessPossible, type PlatformStanding } from '../standing.ts';
import { platformRemains } from '../tables.ts';

export type DissolveReport = {
	[K in keyof typeof dissolveFields]: v.InferOutput<(typeof dissolveFields)[K]>;
};

export type Dissolved = { released: number; members: number; resolved: string[] };

/**
 * 解散 (F-19), as part of the command that also records the outcome: keeps the archive, lets open tasks
 * go, ends the memberships, says thanks. All of it happens, or nothing.
 */
export async function dissolveWithin(
	work: Work,
	report: DissolveReport,
	platform: PlatformStanding,
): Promise<Dissolved> {
	refuseUnlessPossible(platform, 'dissolve');
	const members = platform.members.filter(({ state }) => state === 'active');
	const archive = await keepArchive(work, platform.id);
	const released = await releaseTasks(work, platform.id);
	await keepRemains(work, report);
	await movePlatform(work, platform, 'dissolve', {
		dissolvedAt: work.now(),
		reached: report.reached,
		thanks: report.thanks,
		archive,
	});
	const resolved =
		platform.ending === 'achieved' ? await resolveIssues(work, platform.id, report.resolved) : [];
	await closeMemberships(work, platform.id);
	await tell(work, platform, members, platform.ending === 'achieved' ? 'thanks' : 'ended');
	return { released, members: members.length, resolved };
}

function remainsOf(report: DissolveReport): { words: string; destination: Destination }[] {
	return [
		{ words: report.remains1, destination: report.destination1 },
		{ words: report.remains2, destination: report.destination2 },
		{ words: report.remains3, destination: report.destination3 },
	].filter(({ words }) => words !== '');
}

async function keepRemains({ tx, actor, newId }: Work, report: DissolveReport): Promise<void> {
	const remains = remainsOf(report);
	if (remains.length === 0) return;
	await tx.insert(platformRemains).values(
		remains.map((one, position) => ({
			operatorId: actor.operatorId,
			id: newId(),
			platformId: report.id,
			position,
			...one,
		})),
	);
}
