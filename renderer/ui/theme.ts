import { createTheme, type MantineColorsTuple } from '@mantine/core';

// The one accent: deep teal, 600 on white (7.0:1) and 300 on dark.
const teal: MantineColorsTuple = [
  '#eefaf8',
  '#d5f0ec',
  '#a8e0d8',
  '#76cfc3',
  '#4cbcae',
  '#2aa092',
  '#0f766e',
  '#0b5f59',
  '#094c47',
  '#063a37',
];

const FONT = "'Be Vietnam Pro', system-ui, sans-serif";
const MONO = "ui-monospace, 'Cascadia Mono', 'DejaVu Sans Mono', monospace";

/** Design tokens: 14/20 body, 20 title, 4-px grid, 40-px controls, radius 6, one shadow. */
export const theme = createTheme({
  colors: { teal },
  primaryColor: 'teal',
  primaryShade: { light: 6, dark: 6 },
  autoContrast: true,
  fontFamily: FONT,
  fontFamilyMonospace: MONO,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.4', sm: '1.45', md: '1.45', lg: '1.5', xl: '1.4' },
  headings: {
    fontFamily: FONT,
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.25rem', lineHeight: '1.4' },
      h2: { fontSize: '1rem', lineHeight: '1.5' },
      h3: { fontSize: '0.875rem', lineHeight: '1.45' },
    },
  },
  defaultRadius: 6,
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  shadows: { md: '0 4px 16px rgb(0 0 0 / 12%)' },
  respectReducedMotion: true,
  components: {
    Button: {
      defaultProps: { size: 'md' },
      vars: (_theme: unknown, { size }: { size?: unknown }) =>
        size === 'md' ? { root: { '--button-height': '2.5rem', '--button-fz': '0.875rem' } } : { root: {} },
    },
    TextInput: { defaultProps: { size: 'md' } },
    Autocomplete: { defaultProps: { size: 'md' } },
    PasswordInput: { defaultProps: { size: 'md' } },
    NumberInput: { defaultProps: { size: 'md' } },
    Select: { defaultProps: { size: 'md' } },
    MultiSelect: { defaultProps: { size: 'md' } },
    NativeSelect: { defaultProps: { size: 'md' } },
    FileInput: { defaultProps: { size: 'md' } },
    Textarea: { defaultProps: { size: 'md' } },
    Table: { defaultProps: { fz: 'sm', verticalSpacing: '0.4375rem' } },
    // Its placeholder for the first focus is no menu item, which the pattern of a menu does not allow.
    Menu: { defaultProps: { transitionProps: { duration: 80 }, withInitialFocusPlaceholder: false } },
    Modal: {
      styles: { title: { fontSize: '1rem', fontWeight: 600 } },
      defaultProps: { transitionProps: { duration: 100 }, centered: true },
    },
    Tooltip: { defaultProps: { openDelay: 300, withArrow: true } },
  },
});
