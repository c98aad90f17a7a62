/** One kind of thing that can stand in a scene. */
export interface Kind {
  name: string;
  plural: string;
  category: string;
  /** icon name in @iconify-json/noto */
  icon: string;
}

/** Coarse words; mass nouns take no article. */
export const categories = [
  'animal',
  'food',
  'vehicle',
  'plant',
  'clothing',
  'tool',
  'instrument',
  'building',
] as const;

/** Written "name" or "name:icon" or "name/plural:icon"; chosen to be told apart at 20 pixels. */
const listed: Record<(typeof categories)[number], string> = {
  animal:
    'dog:dog-face cat:cat-face frog pig:pig-face penguin octopus/octopuses butterfly/butterflies elephant',
  food: 'apple:red-apple banana pizza burger:hamburger donut:doughnut carrot avocado cupcake',
  vehicle: 'car:automobile bus/buses tractor bicycle rocket helicopter sailboat airplane',
  plant: 'cactus/cactuses tulip sunflower rose palm:palm-tree pine:evergreen-tree maple:maple-leaf hyacinth',
  clothing:
    'shirt:t-shirt dress/dresses hat:top-hat scarf/scarves kimono sneaker:running-shoe helmet:rescue-workers-helmet boot:womans-boot',
  tool: 'hammer axe wrench/wrenches saw:carpentry-saw broom magnet ladder bucket',
  instrument: 'guitar drum piano:musical-keyboard trumpet accordion harp banjo bell',
  building: 'house castle church/churches lighthouse factory/factories stadium tent hospital',
};

export const kinds: readonly Kind[] = categories.flatMap((category) =>
  listed[category].split(' ').map((entry) => {
    const [names, icon] = entry.split(':');
    const [name, plural] = names.split('/');
    return { name, plural: plural ?? `${name}s`, category, icon: icon ?? name };
  }),
);

const kindByName: ReadonlyMap<string, Kind> = new Map(kinds.map((kind) => [kind.name, kind]));

export const kindNames: readonly string[] = kinds.map((kind) => kind.name);

/** The kind of a name taken from a scene; scenes only hold known names. */
export function kindOf(name: string): Kind {
  const kind = kindByName.get(name);
  if (!kind) throw new Error(`"${name}" is not a kind of the emoji world`);
  return kind;
}
