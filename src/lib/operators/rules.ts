import { holdsEverywhere, isSecretariat, type Actor } from '../kernel/actor.ts';

/** 社協・区市町村・都道府県: decides which privacy law texts apply (DOMAIN §0 item 2). */
export const legalKinds = ['shakyo', 'municipality', 'prefecture'] as const;
export type LegalKind = (typeof legalKinds)[number];

/** First path segments that belong to the installation and can never be the short name of an operator. */
export const installationPaths: ReadonlySet<string> = new Set([
	'api',
	'setup',
	'demo',
	'display',
	'healthz',
	'readyz',
	'version',
]);

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

/** The secretariat keeps what the public reads about its own council. */
export function mayEditOperator(actor: Actor): boolean {
	return isSecretariat(actor);
}

/** Whoever looks after the council's program sees whether it is well: backup, mail, disk; no content. */
export function maySeeCare(actor: Actor): boolean {
	return isSecretariat(actor) || holdsEverywhere(actor, 'administrator');
}
