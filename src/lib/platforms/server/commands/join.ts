import { isSignedIn, type Actor } from '../../../kernel/actor.ts';
import { Refusal } from '../../../kernel/refusal.ts';
import { command, type Work } from '../../../server/command.ts';
import {
	acceptForm,
	admitForm,
	convenorForm,
	inviteForm,
	joinForm,
	memberForm,
	rolesForm,
} from '../../forms.ts';
import { activeMembers, isOpenToOthers, isOwn, type Member } from '../../rules.ts';
import { keepFirstLinks } from '../first-links.ts';
import { addMember, changeMember, invite, partOf, refuseWithoutPart } from '../membership.ts';
import { tell } from '../notices.ts';
import {
	lockedPlatform,
	mayTakePart,
	ownMember,
	refuseUnlessPossible,
	touch,
	whoActs,
	type PlatformMember,
	type PlatformStanding,
} from '../standing.ts';

/** Any member invites a body; it is told once the call is open. */
export const inviteOrganisation = command('platform.invite', {
	input: inviteForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, { id, organisation }, platform) {
		refuseUnlessPossible(platform, 'invite');
		const member = await invite(work, id, organisation);
		if (isOpenToOthers(platform.state))
			await tell(work, platform, [{ organisationId: organisation, personId: null }], 'invited');
		return {
			result: { id },
			audit: { subject: { kind: 'platform', id }, detail: { member, organisation } },
		};
	},
});

/** Anybody with an account asks to join; any member may welcome them. */
export const askToJoin = command('platform.askToJoin', {
	input: joinForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: isSignedIn,
	async run(work, form, platform) {
		refuseUnlessOpen(platform);
		refuseWithoutPart(platform.state, form);
		const member = await addMember(work, form.id, form, 'asked');
		await tell(work, platform, activeMembers(platform.members), 'asked');
		return {
			result: { id: form.id },
			audit: { subject: { kind: 'platform', id: form.id }, detail: { member, as: form.as } },
		};
	},
});

type WithMember = { platform: PlatformStanding; member: PlatformMember };

/** One membership in a certain state; anybody else's looks as if it did not exist. */
async function membership(
	work: Work,
	id: string,
	memberId: string,
	states: Member['state'][],
): Promise<WithMember> {
	const platform = await lockedPlatform(work, id);
	const member = platform.members.find((one) => one.id === memberId);
	if (!member) throw new Refusal('not-found', 'refusal_not_found');
	if (!states.includes(member.state)) throw new Refusal('not-now', 'refusal_changed_meanwhile');
	return { platform, member };
}

const isOwnAct = (actor: Actor, { member }: WithMember) => isOwn(actor, member);

/** 自発的に (墨田): the invited body itself says yes. Nobody can do it for somebody else. */
export const acceptInvitation = command('platform.accept', {
	input: acceptForm,
	subject: (work, { id, member }) => membership(work, id, member, ['invited']),
	allow: isOwnAct,
	async run(work, form, { platform, member }) {
		refuseUnlessOpen(platform);
		refuseWithoutPart(platform.state, form);
		await changeMember(work, member, {
			state: 'active',
			...partOf(form),
			contact: form.contact,
			acceptedBy: whoActs(work.actor),
			acceptedAt: work.now(),
			joinedAt: work.now(),
		});
		await welcome(work, form.id);
		return {
			result: { id: form.id },
			audit: { subject: { kind: 'platform', id: form.id }, detail: { member: member.id } },
		};
	},
});

/** An invitation can be declined, and a wish to join taken back, without any reason. */
export const declineInvitation = command('platform.decline', {
	input: memberForm,
	subject: (work, { id, member }) => membership(work, id, member, ['invited', 'asked']),
	allow: isOwnAct,
	async run(work, { id }, { platform, member }) {
		await changeMember(work, member, {
			state: 'declined',
			contact: '',
			closedBy: whoActs(work.actor),
			closedAt: work.now(),
		});
		if (member.state === 'invited')
			await tell(work, platform, activeMembers(platform.members), 'declined');
		return {
			result: { id },
			audit: {
				subject: { kind: 'platform', id },
				detail: { member: member.id, from: member.state },
			},
		};
	},
});

/** Any active member welcomes somebody who asked. */
export const admitMember = command('platform.admit', {
	input: admitForm,
	subject: (work, { id, member }) => membership(work, id, member, ['asked']),
	allow: (actor, { platform }) => mayTakePart(actor, platform),
	async run(work, form, { platform, member }) {
		refuseUnlessPossible(platform, 'admit');
		const isWelcome = form.welcome === 'yes';
		if (isWelcome) refuseWithoutPart(platform.state, member);
		const now = work.now();
		await changeMember(
			work,
			member,
			isWelcome
				? { state: 'active', admittedBy: whoActs(work.actor), admittedAt: now, joinedAt: now }
				: { state: 'declined', contact: '', closedBy: whoActs(work.actor), closedAt: now },
		);
		if (isWelcome) await welcome(work, form.id);
		await tell(work, platform, [member], isWelcome ? 'admitted' : 'declined');
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { member: member.id, welcome: form.welcome },
			},
		};
	},
});

/** 役割: each member says its own part, or 情報共有のみ. */
export const nameRoles = command('platform.nameRoles', {
	input: rolesForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, form, platform) {
		refuseUnlessPossible(platform, 'nameRoles');
		refuseWithoutPart(platform.state, form);
		const member = ownMember(work.actor, platform, form.member);
		await changeMember(work, member, { ...partOf(form), contact: form.contact });
		await touch(work, form.id);
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { member: member.id, roles: form.roles.length },
			},
		};
	},
});

/** よびかけ人 is a role, not a rank: any member takes it on, and it brings no right of its own. */
export const takeConvenor = command('platform.takeConvenor', {
	input: convenorForm,
	subject: (work, { id }) => lockedPlatform(work, id),
	allow: mayTakePart,
	async run(work, form, platform) {
		refuseUnlessPossible(platform, 'takeConvenor');
		const member = ownMember(work.actor, platform, form.member);
		await touch(work, form.id, { convenorId: member.id });
		return {
			result: { id: form.id },
			audit: {
				subject: { kind: 'platform', id: form.id },
				detail: { from: platform.convenorId, to: member.id },
			},
		};
	},
});

function refuseUnlessOpen(platform: PlatformStanding): void {
	if (!isOpenToOthers(platform.state)) throw new Refusal('not-now', 'platforms_not_open');
}

/** Who comes in later may bring first contacts too. */
async function welcome(work: Work, id: string): Promise<void> {
	const platform = await lockedPlatform(work, id);
	if (platform.state === 'active') await keepFirstLinks(work, platform);
	await touch(work, id);
}
