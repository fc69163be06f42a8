import { and, eq, isNull } from 'drizzle-orm';
import { sortKey } from '../../kernel/kana.ts';
import { Refusal } from '../../kernel/refusal.ts';
import { command, type Work } from '../../server/command.ts';
import { searchText } from '../../server/search.ts';
import {
	OrganisationEdit,
	OrganisationForm,
	OrganisationId,
	type OrganisationInput,
} from '../forms.ts';
import { guardedFields, isShown, mayEdit, mayRegister, type Publicity } from '../rules.ts';
import { organisationOrRefuse } from './queries.ts';
import { organisationAreas, organisations } from './tables.ts';

/** A new 団体 in the directory. */
export const registerOrganisation = command('organisation.register', {
	input: OrganisationForm,
	subject: () => Promise.resolve(null),
	allow: mayRegister,
	async run(work, input) {
		const id = await insertOrganisation(work, input, null);
		return { result: { id }, audit: { subject: { kind: 'organisation', id } } };
	},
});

/** The organisation's page, changed by its own people or the staff. */
export const editOrganisation = command('organisation.edit', {
	input: OrganisationEdit,
	subject: ({ tx, actor }, { id }) => organisationOrRefuse(tx, actor, id),
	allow: mayEdit,
	async run(work, { id, ...input }) {
		await updateOrganisation(work, id, input);
		return { result: { id }, audit: { subject: { kind: 'organisation', id } } };
	},
});

/** The organisation ended its work; its page and what it took part in stay. */
export const closeOrganisation = command('organisation.close', {
	input: OrganisationId,
	subject: ({ tx, actor }, { id }) => organisationOrRefuse(tx, actor, id),
	allow: mayRegister,
	async run({ tx, actor, now }, { id }) {
		const [closed] = await tx
			.update(organisations)
			.set({ closedAt: now() })
			.where(
				and(
					eq(organisations.operatorId, actor.operatorId),
					eq(organisations.id, id),
					isNull(organisations.closedAt),
				),
			)
			.returning({ id: organisations.id });
		if (!closed) throw new Refusal('not-now', 'refusal_changed_meanwhile');
		return { result: { id }, audit: { subject: { kind: 'organisation', id } } };
	},
});

export async function insertOrganisation(
	work: Work,
	input: OrganisationInput,
	importId: string | null,
): Promise<string> {
	const id = work.newId();
	const { operatorId } = work.actor;
	await work.tx.insert(organisations).values({
		...rowOf(input),
		operatorId,
		id,
		importId,
		createdAt: work.now(),
		changedAt: work.now(),
	});
	await setAreas(work, id, input.areas);
	return id;
}

export async function updateOrganisation(
	work: Work,
	id: string,
	input: OrganisationInput,
): Promise<void> {
	await work.tx
		.update(organisations)
		.set({ ...rowOf(input), changedAt: work.now() })
		.where(and(eq(organisations.operatorId, work.actor.operatorId), eq(organisations.id, id)));
	await setAreas(work, id, input.areas);
}

function rowOf(input: OrganisationInput) {
	const publicity: Record<string, Publicity> = {};
	for (const field of guardedFields) publicity[field] = input[`publicity_${field}`];
	return {
		name: input.name,
		nameKana: input.nameKana,
		// a list may come without readings; kanji then stand behind the kana
		sortKey: sortKey(input.nameKana || input.name),
		nameEnglish: input.nameEnglish,
		kind: input.kind,
		legalForm: input.legalForm,
		actorGroup: input.actorGroup,
		corporateNumber: input.corporateNumber,
		representativeTitle: input.representativeTitle,
		representativeName: input.representativeName,
		contactSection: input.contactSection,
		contactName: input.contactName,
		postalCode: input.postalCode,
		address: input.address,
		telephone: input.telephone,
		fax: input.fax,
		email: input.email,
		url: input.url,
		founded: input.founded,
		memberCount: input.memberCount,
		activity: input.activity,
		reason: input.reason,
		audience: input.audience,
		strengths: input.strengths,
		offers: input.offers,
		needs: input.needs,
		ownIssues: input.ownIssues,
		stance: input.stance,
		fields: input.fields,
		continuity: input.continuity,
		publicity,
		searchText: publicSearchText(input, publicity),
	};
}

/** Only what everybody may see: a filter must not tell what a page hides. */
function publicSearchText(input: OrganisationInput, publicity: Record<string, Publicity>): string {
	const shown = guardedFields.filter(
		(field) => field !== 'memberCount' && isShown(publicity[field] ?? 'office', 'public'),
	);
	return searchText(
		input.name,
		input.nameKana,
		input.nameEnglish,
		input.legalForm,
		input.activity,
		input.reason,
		input.audience,
		input.strengths,
		input.offers,
		input.needs,
		...input.fields,
		...shown.map((field) => String(input[field] ?? '')),
	);
}

async function setAreas(
	work: Work,
	organisationId: string,
	areas: readonly string[],
): Promise<void> {
	const { operatorId } = work.actor;
	await work.tx
		.delete(organisationAreas)
		.where(
			and(
				eq(organisationAreas.operatorId, operatorId),
				eq(organisationAreas.organisationId, organisationId),
			),
		);
	if (areas.length === 0) return;
	await work.tx
		.insert(organisationAreas)
		.values(areas.map((areaId) => ({ operatorId, organisationId, areaId })));
}
