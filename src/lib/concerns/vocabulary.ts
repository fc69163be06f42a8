/** The words in which a concern is described. Every code has its text in messages/, `concerns_<list>_<code>`. */

/** 気づき: a small change somebody noticed. 困りごと: trouble that is told. */
export const kinds = ['notice', 'need'] as const;
export type Kind = (typeof kinds)[number];

export const abouts = ['self', 'family', 'other'] as const;
export type About = (typeof abouts)[number];

/** Ways in which somebody of the council, or a partner, takes it down. */
export const enteredChannels = [
	'window',
	'phone',
	'visit',
	'fax',
	'post',
	'mail',
	'session',
	'commissioner',
	'school',
	'partner',
] as const;

/** By which way it came in; every concern keeps its route (文京: 多様なルート, seeds/002). */
export const channels = ['web', ...enteredChannels] as const;
export type Channel = (typeof channels)[number];

/** Paper that was typed by hand: another person compares it with the original. */
export const paperChannels: readonly Channel[] = ['fax', 'post'];

/**
 * The standard tags. Several at once are the rule, not the exception (大田: 複雑化・重層化, seeds/000).
 */
export const tags = [
	'eighty_fifty', // 8050
	'double_care', // ダブルケア
	'young_carer', // ヤングケアラー
	'lonely_parenting', // 子育ての孤立
	'postnatal', // 産後うつ・孤育て
	'disabled_child', // 障がいのある子どもを育てている
	'care', // 介護
	'poverty', // 生活困窮
	'food', // 食べるもの
	'housing', // 住まい
	'work', // 仕事
	'illness_disability', // 病気・障がい
	'dementia', // 認知症
	'withdrawal', // ひきこもり・不登校
	'foreign_roots', // 外国につながる方
	'neighbours', // 近所づきあい・孤立
	'errands', // 移動・買い物
	'waste', // ごみ・片づけ
	'violence', // DV・虐待のおそれ
	'disaster', // 災害の備え
	'money_rights', // お金の管理・権利を守ること
	'bereavement', // 亡くなったあとのこと・身よりのない方
	'other',
] as const;
export type Tag = (typeof tags)[number];

/** 誰との・何からの孤立: an attribute of its own, beside the tags. */
export const isolations = [
	'family',
	'neighbours',
	'friends',
	'work_school',
	'services',
	'information',
] as const;
export type Isolation = (typeof isolations)[number];

/** Who lives there, without names. */
export const households = [
	'alone',
	'elderly_only',
	'parent_and_adult_child',
	'single_parent',
	'infant',
	'school_child',
	'youth',
	'three_generations',
	'needs_care',
	'disability',
	'foreign_roots',
] as const;
export type Household = (typeof households)[number];

/** Why help does not reach: 支援を受け入れにくい, 自発的に相談に行けない, 声を上げにくい (seeds/001). */
export const circumstances = [
	'refuses_help',
	'cannot_come',
	'cannot_speak_up',
	'at_the_limit',
] as const;
export type Circumstance = (typeof circumstances)[number];

/** No age is asked of anybody who tells; a band serves the statistics only. */
export const ageBands = ['unknown', 'under18', 'from18', 'from40', 'from65', 'from75'] as const;
export type AgeBand = (typeof ageBands)[number];

export const anonymousUses = ['yes', 'no', 'unasked'] as const;
export type AnonymousUse = (typeof anonymousUses)[number];

/** 緊急・早め・通常 */
export const urgencies = ['urgent', 'soon', 'normal'] as const;
export type Urgency = (typeof urgencies)[number];

/** Who reads the raw words: staff of the area; the holder and the secretariat; sealed (no place, no export). */
export const privacies = ['P4', 'P5', 'P6'] as const;
export type Privacy = (typeof privacies)[number];

export const feedbacks = ['fedBack', 'notPossible', 'notWanted'] as const;
export type Feedback = (typeof feedbacks)[number];

export const noteKinds = ['note', 'contact', 'visit'] as const;
export type NoteKind = (typeof noteKinds)[number];

export const deidentifiedStates = ['none', 'drafted', 'returned', 'published'] as const;
export type DeidentifiedState = (typeof deidentifiedStates)[number];
