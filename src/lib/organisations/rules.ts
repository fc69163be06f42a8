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
