/** 社協・区市町村・都道府県: decides which privacy law texts apply (DOMAIN §0 item 2). */
export const legalKinds = ['shakyo', 'municipality', 'prefecture'] as const;
export type LegalKind = (typeof legalKinds)[number];

/** A 運営主体, as every page knows it. */
export type Operator = {
	id: string;
	slug: string;
	name: string;
	nameKana: string;
	shortName: string;
	legalKind: LegalKind;
	municipalityCode: string;
	telephone: string;
	consultationHours: string;
	address: string;
	postalCode: string;
	email: string;
	fax: string;
	welcome: string;
	requiresSecondFactor: boolean;
	/** Counts below this are shown as 少数. */
	maskedBelow: number;
	/** Independent concerns that make a 地域課題 ready to be shared without a forum's decision. */
	concernsNeeded: number;
	isDemo: boolean;
};
