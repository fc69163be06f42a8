import { rangesOf } from './mark.ts';
import type { Range } from './mark.ts';
import { isPlainSurname, isSurname, leadingSurname } from './surnames.ts';

const HONORIFIC = 'さん|さま|様|氏|くん|君|ちゃん|先生|殿|女史|夫妻|ご夫婦|一家|宅|家';
const HAN = '[\\p{Script=Han}々ヶ]';

const WITH_HONORIFIC = new RegExp(
	`(?<name>${HAN}{1,6}(?:[ \\s]${HAN}{1,4})?|[ぁ-ん]{1,3}[子美代恵江](?<!お子)|[ァ-ヴー]{2,10}(?:[・\\s][ァ-ヴー]{2,10}){0,3}|[A-Z][a-zÀ-ỹ]+(?:[\\s・][A-Z][a-zÀ-ỹ]*\\.?){0,3})\\s?(?<honorific>${HONORIFIC})`,
	'gu',
);

/** Words people call others by that tell nothing about who they are. */
const ROLES =
	/(?:[者員師士屋生人客長医主族方側役係位名組事達供]|^(?:子|近所|皆|奥|母|父|兄|姉|妹|弟|孫|嫁|婿|爺|婆|神|仏|隣|親|猫|犬|娘|妻|夫|彼|客|王|殿|姫|坊|赤|多|同|一|異|有|模|仕|各|諸|摂|華|今|次|前|何|実|他|別|本|作|我|借|貸|空|自|在|帰|住|国|画|専門|主治|担任|校長|園長|学校|担当|病院|大学|塾|音楽|保育|家庭|専業|同居|外国|二|三|四|五|六|七|八|九|十|両|百|御|御子|息子|女子|男子|迷子|双子|末子|長男|長女|次男|次女|三男|旦那|主人|女将|若者|上様|大家|隣家|実家|一軒|空き|建築|農|作|画|芸術|政治|落語|小説|専門|資産|名|本|分|良|武|公|商|王|宗|天皇|儲|農|我が|貸|持ち|戸建|在|帰|自|他|新|拙|転|社|民|団|借|邸|別|各|御|本|居|住|家|ヘルパー|ケアマネ|ケアマネジャー|ケアマネージャー|ボランティア|スタッフ|メンバー|ママ|パパ|ドクター|ナース|サポーター|ワーカー|ソーシャルワーカー|コーディネーター|オーナー|マスター|パート|バイト|アルバイト|リーダー|サブリーダー|ドライバー|スクールカウンセラー|カウンセラー|ファシリテーター|トレーナー|クライアント|ユーザー|シニア|ママ友|ベテラン|デイサービス|デイ|ショートステイ|ネコ|イヌ|ワン|ニャン|ゾウ|ウサギ|エヌピーオー|コンビニ|スーパー|ヤクルト|シルバー|シェフ|マネージャー|リハビリ|ピアノ|ダンス|ヨガ|スポーツ|パソコン|プログラミング|サッカー)$)$/u;

/** 佐藤さん, 花子ちゃん, マリアさん, Nguyenさん: whoever is called by name. */
function withHonorific(plain: string): Range[] {
	return Array.from(plain.matchAll(WITH_HONORIFIC)).flatMap((match) => {
		const name = match.groups?.['name'] ?? '';
		const honorific = match.groups?.['honorific'] ?? '';
		const from = nameStart(name, honorific);
		if (from === undefined) return [];
		return [{ start: match.index + from, end: match.index + match[0].length }];
	});
}

/** Where the name begins inside a run of kanji (利用者佐藤さん → 佐藤), undefined if it is none. */
function nameStart(run: string, honorific: string): number | undefined {
	const isWeak = /^(?:家|宅|君|氏|殿|一家|様)$/u.test(honorific);
	for (let at = 0; at < run.length; at += 1) {
		const rest = run.slice(at);
		const surname = leadingSurname(rest);
		if (surname !== '' && isNameWith(surname, rest.slice(surname.length).trim())) {
			if (isWeak && surname.length === 1 && rest === surname) return undefined;
			return at;
		}
	}
	if (ROLES.test(run) || isWeak) return undefined;
	return 0;
}

/** After a surname of two letters any short rest is a given name: 大西連氏. */
function isNameWith(surname: string, given: string): boolean {
	if (given === '' || isGivenName(given)) return true;
	return (
		surname.length > 1 && given.length <= 2 && !/^[区市町村県都府郡駅]|[長者員師士生]$/u.test(given)
	);
}

const HIRAGANA_CALLED =
	/(?<run>[ぁ-んー]{2,12}?)(?<honorific>ちゃん(?!と[しや])|くん|さん|さま|先生)/gu;
const NO_HIRAGANA_NAME =
	/(?:おばあ|おじい|おば|おじ|ばあ|じい|おかあ|かあ|おとう|とう|おにい|にい|おねえ|ねえ|みな|みんな|みなみな|たく|おく|おこ|こども|子ども|あか|むすめ|むすこ|まご|よめ|いしゃ|だんな|ごくろう|おつかれ|おまわり|となり|おいしゃ|うし|ねこ|いぬ|わん|にゃん|ぞう|うさぎ|おや|ひと|もの|なん|どちら|おかみ|いん|かいご|ほいく|がっこう|おさ|なか|さ|ごしゅじん|おきゃく|きゃく|おう|おてつだい|せい|とも|ちゃ|や|ま)$/u;

/** はなこさん, ゆうくん in running hiragana, cut at the particle before them. */
function hiraganaCalled(plain: string): Range[] {
	return Array.from(plain.matchAll(HIRAGANA_CALLED)).flatMap((match) => {
		const run = match.groups?.['run'] ?? '';
		const end = match.index + match[0].length;
		if (NO_HIRAGANA_NAME.test(run)) return [];
		const followsKanji = /[\p{Script=Han}々]/u.test(plain.charAt(match.index - 1));
		const particle = /[はがをにでのともへやら、](?=[ぁ-んー]{2,5}$)/u.exec(run);
		if (!particle && (followsKanji || run.length > 5)) return [];
		const from = particle && (followsKanji || run.length > 4) ? particle.index + 1 : 0;
		return [{ start: match.index + from, end }];
	});
}

const KANJI_RUN =
	/(?<![\p{Script=Han}々])[\p{Script=Han}々]{2,7}(?:\s[\p{Script=Han}々]{1,3}(?![\p{Script=Han}々]))?/gu;
const GIVEN_END =
	'子美恵代江枝香奈菜乃花男夫雄郎介助也哉樹太平志治史明司彦弘博之浩和子実真人一二三衣里理佳加緒音希紀貴輝行幸孝隆健翔大斗翼蓮陽葵凛結愛咲桜心莉雅信義正秀茂勇進清茜遥舞瞳薫誠豊稔昇修剛学徹聡';
const NO_GIVEN =
	/(?:大学|中学|小学|学|一人|一二|病院|地区|町会|商店|太平|大人|本人|夫人|友人|知人|老人|夫|人|実|進|結|心|幸|行|清|正|和|明|信|大|治|理)$/u;

/** 佐藤花子, 佐藤 花子 and a surname that stands alone (佐藤が来た). */
function byTable(plain: string): Range[] {
	return Array.from(plain.matchAll(KANJI_RUN)).flatMap((match) => {
		const run = match[0];
		const start = match.index;
		const [first = '', second] = run.split(/\s/u);
		const surname = leadingSurname(first);
		if (second !== undefined && isSurname(first)) return [{ start, end: start + run.length }];
		if (isPlainSurname(first)) return [{ start, end: start + first.length }];
		const given = first.slice(surname.length);
		const isFull =
			surname.length > 1 ? isGivenName(given) : given.length === 2 && isSureGiven(given);
		return surname !== '' && isFull && !NO_GIVEN.test(given)
			? [{ start, end: start + first.length }]
			: [];
	});
}

function isGivenName(text: string): boolean {
	const isPlaceWord = /^[区市町村県都府郡駅]/u.test(text);
	return !isPlaceWord && text.length >= 1 && text.length <= 3 && GIVEN_END.includes(text.slice(-1));
}

function isSureGiven(text: string): boolean {
	return /[子美恵代江枝郎雄夫男介助也哉彦]$/u.test(text);
}

const LABELLED =
	/(?:氏名|お名前|名前|フリガナ|ふりがな|よみがな|代表者|担当者|通報者|相談者|本人|世帯主)\s?[:は]\s?(?<mark>[\p{Script=Han}々ぁ-んァ-ヴーA-Za-zÀ-ỹ・]{2,12}?(?:\s[\p{Script=Han}々ぁ-んァ-ヴーA-Za-zÀ-ỹ]{1,8}?)?)(?=[\s、。,)」]|です|といい|と申|$)/gmu;
const INTRODUCED =
	/(?<![\p{Script=Han}々])(?<mark>[\p{Script=Han}々]{2,6})(?=と申します|といいます|と言います)/gu;
const SPACED_KANA = /(?<![ァ-ヴー])(?<mark>[ァ-ヴー]{2,6}\s[ァ-ヴー]{2,6})(?![ァ-ヴー])/gu;
const FOREIGN =
	/(?<![ァ-ヴー])(?:グエン|ファム|チャン|マリア|サントス|シルバ|クルス|レイエス|タマン|シャルマ|アリ|ムハンマド|モハメド|スミス|ジョンソン|ジョン|マイケル|キム|パク|リー|ワン|チェン|リン|ホセ|カルロス|フェルナンド)(?:・[ァ-ヴー]+)+|(?<![ァ-ヴー])[ァ-ヴー]{2,12}(?:・[ァ-ヴー]{1,12}){0,3}・(?:グエン|マリア|サントス|シルバ|クルス|レイエス|シャルマ|アリ|スミス|ジョンソン|キム|リー)(?![ァ-ヴー])/gu;

export function names(plain: string): Range[] {
	return [
		...withHonorific(plain),
		...hiraganaCalled(plain),
		...byTable(plain),
		...[LABELLED, INTRODUCED, SPACED_KANA, FOREIGN].flatMap((pattern) => rangesOf(plain, pattern)),
	];
}
