import { and, eq, inArray, isNull } from 'drizzle-orm';
import * as v from 'valibot';
import type { OrganisationInput } from '../../../organisations/forms.ts';
import { startingPublicity, type GuardedField } from '../../../organisations/rules.ts';
import { insertOrganisation, updateOrganisation } from '../../../organisations/server/commands.ts';
import { organisationAreas, organisations } from '../../../organisations/server/tables.ts';
import type { Actor } from '../../../kernel/actor.ts';
import type { Tx } from '../../../server/db.ts';
import { rowForms } from '../../forms.ts';
import { registerOf } from './register.ts';

type Row = typeof organisations.$inferSelect;

export const organisationRegister = registerOf<OrganisationInput>({
	form: v.pipe(
		v.looseObject({}),
		v.transform((input) => ({ ...startingPublicityFields, ...input })),
		rowForms.organisations,
	),
	partial: v.partial(rowForms.organisations),
	known: (tx, actor) =>
		tx
			.select({
				id: organisations.id,
				name: organisations.name,
				nameKana: organisations.nameKana,
				address: organisations.address,
				telephone: organisations.telephone,
				email: organisations.email,
			})
			.from(organisations)
			.where(and(eq(organisations.operatorId, actor.operatorId), isNull(organisations.closedAt))),
	contents: (tx, actor, ids) => organisationContents(tx, actor, ids, (row) => row),
	insert: (work, output, importId) => insertOrganisation(work, output, importId),
	update: (work, id, output) => updateOrganisation(work, id, output),
	remove: async ({ tx, actor }, ids) => {
		await tx
			.delete(organisationAreas)
			.where(
				and(
					eq(organisationAreas.operatorId, actor.operatorId),
					inArray(organisationAreas.organisationId, [...ids]),
				),
			);
		await tx
			.delete(organisations)
			.where(
				and(eq(organisations.operatorId, actor.operatorId), inArray(organisations.id, [...ids])),
			);
	},
	use: { table: 'organisations', column: 'organisation_id', parts: ['organisation_areas'] },
});

const startingPublicityFields = Object.fromEntries(
	Object.entries(startingPublicity).map(([field, level]) => [`publicity_${field}`, level]),
);

/** What organisations say, in the shape of the form; `show` empties what a reader may not see. */
export async function organisationContents(
	tx: Tx,
	actor: Actor,
	ids: readonly string[],
	show: (row: Row) => Row,
): Promise<Map<string, OrganisationInput>> {
	const rows = await tx
		.select()
		.from(organisations)
		.where(
			and(eq(organisations.operatorId, actor.operatorId), inArray(organisations.id, [...ids])),
		);
	const lies = await tx
		.select({ id: organisationAreas.organisationId, areaId: organisationAreas.areaId })
		.from(organisationAreas)
		.where(
			and(
				eq(organisationAreas.operatorId, actor.operatorId),
				inArray(organisationAreas.organisationId, [...ids]),
			),
		)
		.orderBy(organisationAreas.areaId);
	const areas = Map.groupBy(lies, ({ id }) => id);
	return new Map(
		rows.map((row) => [
			row.id,
			contentOf(
				show(row),
				(areas.get(row.id) ?? []).map(({ areaId }) => areaId),
			),
		]),
	);
}

function contentOf(row: Row, areas: string[]): OrganisationInput {
	const { name, nameKana, nameEnglish, kind, legalForm, actorGroup, corporateNumber } = row;
	const { representativeTitle, representativeName, contactSection, contactName } = row;
	const { postalCode, address, telephone, fax, email, url, founded, memberCount } = row;
	const { activity, reason, audience, strengths, offers, needs, ownIssues, stance } = row;
	const level = (field: GuardedField) => row.publicity[field] ?? 'office';
	return {
		...{ name, nameKana, nameEnglish, kind, legalForm, actorGroup, corporateNumber },
		...{ representativeTitle, representativeName, contactSection, contactName },
		...{ postalCode, address, telephone, fax, email, url, founded, memberCount },
		...{ activity, reason, audience, strengths, offers, needs, ownIssues, stance },
		...{ fields: row.fields, continuity: row.continuity, areas },
		publicity_representativeName: level('representativeName'),
		publicity_contactName: level('contactName'),
		publicity_address: level('address'),
		publicity_telephone: level('telephone'),
		publicity_fax: level('fax'),
		publicity_email: level('email'),
		publicity_url: level('url'),
		publicity_memberCount: level('memberCount'),
		publicity_ownIssues: level('ownIssues'),
		publicity_stance: level('stance'),
	};
}
