import type { Actor, PersonActor } from '#lib/kernel/actor.ts';
import { isSignedIn } from '#lib/kernel/actor.ts';
import type { IssueState } from '#lib/issues/rules.ts';
import { newId } from '#lib/server/application.ts';
import {
	acceptInvitation,
	activatePlatform,
	callPlatform,
	inviteOrganisation,
	openCall,
} from '#lib/platforms/server/commands.ts';
import { context, ownerQuery } from './database.ts';

/** A 地域課題 as it stands after it was shared, with its wall. */
export async function anIssue(
	operatorId: string,
	overrides: { title?: string; state?: IssueState; wall?: string; area?: string } = {},
): Promise<string> {
	const id = newId();
	const {
		title = '夕方の公園が暗い',
		state = 'deliberating',
		wall = '見守りも灯りも、一つの団体ではそろわない',
	} = overrides;
	await ownerQuery(
		`insert into issues (operator_id, id, state, version, title, sort_key, description, wall, reviewed_at, theme, search_text, made_at, changed_at)
		values ($1, $2, $3, 1, $4, $4, $4, $5, now(), 'children', $4, now(), now())`,
		[operatorId, id, state, title, wall],
	);
	if (overrides.area) {
		await ownerQuery(
			'insert into issue_areas (operator_id, issue_id, area_id) values ($1, $2, $3)',
			[operatorId, id, overrides.area],
		);
	}
	return id;
}

/** What a form sends when somebody calls a プラットフォーム. */
export function aCall(issues: string[], overrides: Record<string, unknown> = {}) {
	return {
		name: '夕方の公園と灯りの会',
		purpose: '夕方の公園を、子どもが安心して遊べる場所にする',
		successCondition: '平日の夕方、公園に毎日おとながいる',
		issues,
		as: 'person',
		displayName: '灯山のみどり',
		seenExisting: 'yes',
		roles: '見守り当番',
		...overrides,
	};
}

type Council = {
	operatorId: string;
	ueda: PersonActor;
	lanternGroup: string;
	kudo: PersonActor;
	harbourGroup: string;
	ito: PersonActor;
};

/** A plain form of a command, for tests. */
export function by(actor: Actor, now?: Date) {
	return context(actor, now ? { now } : {});
}

/** Called by a resident; あかりの会 was invited and said yes. Two members, each with a part. */
export async function anActivePlatform(
	council: Council,
	options: { now?: Date; caller?: PersonActor } = {},
) {
	const { now, caller = council.ito } = options;
	const issue = await anIssue(council.operatorId);
	const { id } = await callPlatform(by(caller, now), aCall([issue]));
	await openCall(by(caller, now), { id });
	await inviteOrganisation(by(caller, now), { id, organisation: council.lanternGroup });
	const member = await memberIdOf(id, { organisation: council.lanternGroup });
	await acceptInvitation(by(council.ueda, now), { id, member, roles: '広報' });
	await activatePlatform(by(caller, now), { id });
	return {
		id,
		issue,
		caller: await memberIdOf(id, { person: isSignedIn(caller) ? caller.personId : '' }),
		lantern: member,
	};
}

/** The newest membership of a body. */
export async function memberIdOf(
	platform: string,
	who: { organisation?: string; person?: string },
): Promise<string> {
	const rows = await ownerQuery<{ id: string }>(
		`select id from platform_members where platform_id = $1
			and (organisation_id = $2::uuid or person_id = $3::uuid) order by id desc limit 1`,
		[platform, who.organisation ?? null, who.person ?? null],
	);
	const id = rows[0]?.id;
	if (!id) throw new Error('no such member');
	return id;
}

export async function stateOf(platform: string): Promise<string> {
	const rows = await ownerQuery<{ state: string }>('select state from platforms where id = $1', [
		platform,
	]);
	return rows[0]?.state ?? 'none';
}
