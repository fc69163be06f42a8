import {
	confirmRepresentation,
	createDemoLogin,
	endRole,
	grantRole,
	issueCard,
	leavePerson,
	registerPerson,
} from '#lib/people/server/commands.ts';
import type { Role } from '#lib/kernel/actor.ts';
import { addDays, fiscalYearOf, fiscalYearRange } from '#lib/kernel/dates.ts';
import type { Tie } from '#lib/people/rules.ts';
import { cast, facilitators, formerCast, neighbours, represented, residents } from '../people.ts';
import { at } from './days.ts';
import { randomFor } from './random.ts';
import { act, areaOf, endow, organisationOf, player, type Player, type Stage } from './stage.ts';

type Newcomer = {
	key: string;
	name: string;
	kana: string;
	calledName?: string;
	email?: string;
	tie?: Tie;
};

/** Registers somebody at the office; from then on the stories know the person by the key. */
export async function register(
	stage: Stage,
	newcomer: Newcomer,
	by: Player | null = null,
): Promise<Player> {
	const { key, name, kana, calledName = '', email = '', tie = 'resides' } = newcomer;
	const random = randomFor(`telephone ${name}`);
	const { id } = await act(stage, registerPerson, by ?? stage.system, {
		...{ name, nameKana: kana, calledName, email, tie },
		telephone: telephone(random.between(100, 999), random.between(0, 9_999)),
	});
	const made: Player = {
		name,
		actor: {
			kind: 'person',
			operatorId: stage.operatorId,
			personId: id,
			grants: [],
			represents: [],
		},
	};
	stage.players.set(key, made);
	return made;
}

/** 03-0NNN-NNNN: an exchange that begins with 0 is given to nobody. */
export function telephone(exchange: number, line: number): string {
	return `03-0${String(exchange).padStart(3, '0')}-${String(line).padStart(4, '0')}`;
}

/** A role until the end of the next fiscal year, so that the demo does not lose its people in spring. */
export async function give(
	stage: Stage,
	one: Player,
	role: Role,
	{ areaId, until, by }: { areaId?: string; until?: string; by?: Player } = {},
): Promise<string> {
	const validUntil = until ?? fiscalYearRange(fiscalYearOf(stage.days.today) + 1).to;
	const { grantId } = await act(stage, grantRole, by ?? stage.system, {
		id: one.actor.personId,
		role,
		scope: areaId ? `area:${areaId}` : 'operator',
		validUntil,
	});
	const scope = areaId
		? ({ scopeKind: 'area', scopeId: areaId } as const)
		: ({ scopeKind: 'operator', scopeId: null } as const);
	endow(one, [{ role, ...scope }]);
	return grantId;
}

/** The office has checked that somebody speaks for an organisation. */
export async function represent(
	stage: Stage,
	one: Player,
	organisation: string,
	by: Player,
): Promise<void> {
	const organisationId = organisationOf(stage, organisation);
	await act(stage, confirmRepresentation, by, { id: one.actor.personId, organisationId });
	endow(one, [], [organisationId]);
}

/** The staff, before anything else can be done. */
export async function hireStaff(stage: Stage): Promise<void> {
	for (const { key, name, kana, role, area } of cast) {
		const by = stage.players.get('office') ?? null;
		const email = `${key.toLowerCase()}@aohama-shakyo.example.jp`;
		const one = await register(stage, { key, name, kana, email, tie: 'works' }, by);
		await give(stage, one, role, {
			...(area && { areaId: areaOf(stage, area) }),
			...(by && { by }),
		});
	}
	for (const { key, name, kana } of [...facilitators, ...neighbours.slice(0, 1)]) {
		await register(stage, { key, name, kana }, player(stage, 'office'));
	}
}

/** Two accounts that ended: one whose role ran out with the fiscal year, one who left. */
export async function tellOfFormerStaff(stage: Stage): Promise<void> {
	const office = player(stage, 'office');
	const [csw, officer] = formerCast;
	const leaver = await register(stage, { ...csw, tie: 'works' }, office);
	const grant = await give(stage, leaver, 'coordinator', {
		areaId: areaOf(stage, '松ヶ原台'),
		by: office,
	});
	const expiring = await register(stage, { ...officer, tie: 'works' }, office);
	await give(stage, expiring, 'officer', { until: addDays(stage.days.today, -200), by: office });
	stage.timeline.begin(at(stage.days.officeAgo(236), '16:30'), async () => {
		await act(stage, endRole, office, { id: leaver.actor.personId, grantId: grant });
		await act(stage, leavePerson, office, { id: leaver.actor.personId, sure: 'yes' });
	});
}

/** Residents register over the months; the people of organisations early on. */
export function tellOfArrivals(stage: Stage, contacts: ReadonlyMap<string, Newcomer>): void {
	const { timeline, days } = stage;
	const office = player(stage, 'office');
	const random = randomFor('arrivals');
	timeline.begin(at(days.officeAgo(462), '10:00'), async () => {
		for (const organisation of represented) {
			const contact = contacts.get(organisation);
			if (!contact) throw new Error(`${organisation} has no contact in the directory`);
			const known = [...stage.players.values()].find(({ name }) => name === contact.name);
			const one =
				known ??
				(await register(stage, { ...contact, key: `org:${organisation}`, tie: 'works' }, office));
			stage.players.set(`org:${organisation}`, one);
			await represent(stage, one, organisation, office);
		}
		for (const neighbour of neighbours.slice(1)) await register(stage, neighbour, office);
	});
	for (const [index, [name, kana]] of residents.entries()) {
		// a few at once, the others over the winter
		const ago = index < 13 || index === 21 ? random.between(405, 455) : random.between(270, 350);
		const moment = at(days.officeAgo(ago), '14:00');
		timeline.begin(moment, async () => {
			await register(
				stage,
				{
					key: `resident${index}`,
					name,
					kana,
					tie: random.pick(['resides', 'resides', 'works', 'studies']),
				},
				office,
			);
		});
	}
}

/** Printed sign-in cards for some who have no e-mail; the one-time passwords are known to nobody. */
export function tellOfCards(stage: Stage): void {
	const random = randomFor('cards');
	const { days, timeline } = stage;
	timeline.begin(at(days.officeAgo(12), '11:00'), async () => {
		for (const key of ['facilitator5', 'org:灯山坂上町会', 'saegusa']) {
			await act(stage, issueCard, player(stage, 'administrator'), {
				id: player(stage, key).actor.personId,
				username: String(random.between(10_000_000, 99_999_999)),
				password: Buffer.from(crypto.getRandomValues(new Uint8Array(18))).toString('base64url'),
			});
		}
	});
}

/** The persons as whom anybody may look around. */
export async function openDemoLogins(
	stage: Stage,
	logins: readonly { key: string; part: string }[],
): Promise<void> {
	for (const [position, { key, part }] of logins.entries()) {
		const { personId } = player(stage, key).actor;
		await act(stage, createDemoLogin, stage.system, { personId, part, position });
	}
}
