import {
	appointForumFacilitator,
	planForum,
	tickCheck,
} from '#lib/gatherings/forums/server/commands.ts';
import type { CheckItem, ForumKind } from '#lib/gatherings/forums/rules.ts';
import { act, areaOf, endow, madeOf, player, type Player, type Stage } from './stage.ts';

export type Forum = {
	key: string;
	name: string;
	nameKana: string;
	kind: ForumKind;
	purpose: string;
	basis?: string;
	areas: readonly string[];
	themes: readonly string[];
	targets: string;
	interests: string;
	issue?: string;
	facilitator: string;
};

export async function openForum(
	stage: Stage,
	forum: Forum,
	manager: Player,
	checks: readonly CheckItem[],
): Promise<string> {
	const { key, name, nameKana, kind, purpose, basis = '', targets, interests } = forum;
	const { id } = await act(stage, planForum, manager, {
		...{ name, nameKana, kind, purpose, basis, targets, interests },
		areas: forum.areas.map((area) => areaOf(stage, area)),
		themes: forum.themes.join('\n'),
		...(forum.areas.length > 0 && { inAreas: 'yes' }),
		inWelfare: 'yes',
		issueId: forum.issue ? madeOf(stage, `issue:${forum.issue}`) : '',
	});
	stage.made.set(`forum:${key}`, id);
	for (const item of checks) await act(stage, tickCheck, manager, { id, item, done: 'yes' });
	const facilitator = player(stage, forum.facilitator);
	await act(stage, appointForumFacilitator, manager, { id, personId: facilitator.actor.personId });
	endow(facilitator, [{ role: 'facilitator', scopeKind: 'forum', scopeId: id }]);
	stage.made.set(`facilitator:${key}`, forum.facilitator);
	return id;
}

export const allChecks: readonly CheckItem[] = [
	'area',
	'theme',
	'targets',
	'existing',
	'partners',
	'facilitator',
	'place',
	'invitations',
	'materials',
];
