import { asc, eq } from 'drizzle-orm';
import type { Tx } from '../../server/db.ts';
import type { Operator } from '../rules.ts';
import { operators } from './tables.ts';

const columns = {
	id: operators.id,
	slug: operators.slug,
	name: operators.name,
	nameKana: operators.nameKana,
	shortName: operators.shortName,
	legalKind: operators.legalKind,
	municipalityCode: operators.municipalityCode,
	telephone: operators.telephone,
	consultationHours: operators.consultationHours,
	address: operators.address,
	postalCode: operators.postalCode,
	email: operators.email,
	fax: operators.fax,
	welcome: operators.welcome,
	requiresSecondFactor: operators.requiresSecondFactor,
	maskedBelow: operators.maskedBelow,
	concernsNeeded: operators.concernsNeeded,
	isDemo: operators.isDemo,
};

/** All operators of the installation; their names and telephones are public. */
export function listOperators(tx: Tx): Promise<Operator[]> {
	return tx.select(columns).from(operators).orderBy(asc(operators.nameKana)).limit(2_000);
}

export async function operatorBySlug(tx: Tx, slug: string): Promise<Operator | undefined> {
	const [found] = await tx.select(columns).from(operators).where(eq(operators.slug, slug));
	return found;
}

export async function operatorById(tx: Tx, id: string): Promise<Operator | undefined> {
	const [found] = await tx.select(columns).from(operators).where(eq(operators.id, id));
	return found;
}

export async function anyOperatorExists(tx: Tx): Promise<boolean> {
	const found = await tx.select({ id: operators.id }).from(operators).limit(1);
	return found.length > 0;
}
