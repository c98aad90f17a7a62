/** The closed list of 64 words a sign can carry: 3 to 5 letters, none of them used in any other text of the world. */
export const signWords: readonly string[] = (
  'open exit stop cafe sale menu park bank hotel zoo toys books gym spa bar pub ' +
  'club shop store mall gate push pull slow fast free new hot cold wifi pay east ' +
  'west north south hello info help live music dance film post news city road lane river ' +
  'lake beach port dock metro ferry farm yoga quiz vote wash rent sold lost found milk'
).split(' ');
