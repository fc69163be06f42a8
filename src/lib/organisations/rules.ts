import { holds, isSecretariat, isStaff, mayActFor, type Actor } from '../kernel/actor.ts';
import type { ListOptions } from '../kernel/listing.ts';

/** Kinds of 団体 in the directory (DOMAIN §2 OrgType, §7). */
export const organisationKinds = [
	'neighborhood', // 町会・自治会
	'minsei', // 民生委員児童委員協議会
	'welfareCorporation', // 社会福祉法人
	'npo', // NPO法人
	'voluntary', // 任意団体・ボランティア
	'hokatsu', // 地域包括支援センター
	'school', // 学校・PTA・大学
	'medical', // 医療・薬局
	'company', // 企業
	'shoppingStreet', // 商店街
	'cooperative', // 生協
	'professional', // 専門職団体
	'administration', // 行政
	'other',
] as const;
export type OrganisationKind = (typeof organisationKinds)[number];

/** 立場: the five actor groups of seed 0 and the two that seeds 1 and 3 add. */
export const actorGroups = [
	'residents', // 地域住民
	'administration', // 行政
	'welfareCorporation', // 社会福祉法人
	'civicGroup', // 区民活動団体
	'expert', // 専門家
	'company', // 企業・商店
	'school', // 学校
] as const;
export type ActorGroup = (typeof actorGroups)[number];

export const continuities = ['continuing', 'shrinking', 'resting', 'noSuccessor'] as const;
export type Continuity = (typeof continuities)[number];

/** 公開・会員のみ・事務局のみ, per field (DOMAIN §3.1). */
export const publicities = ['public', 'members', 'office'] as const;
export type Publicity = (typeof publicities)[number];

/** Fields whose publicity the organisation chooses; all others of its page are public. */
export const guardedFields = [
	'representativeName',
	'contactName',
	'address',
	'telephone',
	'fax',
	'email',
	'url',
	'memberCount',
	'ownIssues',
	'stance',
] as const;
export type GuardedField = (typeof guardedFields)[number];

/** Before anybody has chosen: web address, own troubles and stance for members, everything personal for the office. */
export const startingPublicity: Readonly<Record<GuardedField, Publicity>> = {
	representativeName: 'members',
	contactName: 'office',
	address: 'members',
	telephone: 'members',
	fax: 'office',
	email: 'office',
	url: 'public',
	memberCount: 'members',
	ownIssues: 'members',
	stance: 'members',
};

/** How much of an organisation somebody sees. */
export function levelOf(actor: Actor, organisationId: string): Publicity {
	if (isStaff(actor) || mayActFor(actor, organisationId)) return 'office';
	const isMember =
		actor.kind === 'person' && (actor.represents.length > 0 || holds(actor, 'officer'));
	return isMember ? 'members' : 'public';
}

const reach: Record<Publicity, number> = { public: 0, members: 1, office: 2 };

/** Whether a field of this publicity may be shown to somebody with this level. */
export function isShown(publicity: Publicity, level: Publicity): boolean {
	return reach[publicity] <= reach[level];
}

export function mayRegister(actor: Actor): boolean {
	return isStaff(actor);
}

/** The organisation's own people and the staff. */
export function mayEdit(actor: Actor, organisation: { id: string }): boolean {
	return isStaff(actor) || mayActFor(actor, organisation.id);
}

export function mayImport(actor: Actor): boolean {
	return isSecretariat(actor);
}

/** What the directory can be sorted and filtered by. */
export const organisationListing = {
	sorts: ['name', 'changed'],
	filters: ['kind', 'area'],
} as const satisfies ListOptions;
