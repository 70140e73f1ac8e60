import { Button, Code, Stack, Text, Title } from '@mantine/core';
import { Component, type ReactNode } from 'react';
import { uuidv7 } from 'uuidv7';
import type { Translate } from '../lib/i18n.ts';

interface Props {
  t: Translate;
  children: ReactNode;
}

/** A defect of one screen: it is said with a code, and the way on is one button. */
export class ErrorBoundary extends Component<Props, { code: string | undefined }> {
  override state: { code: string | undefined } = { code: undefined };

  static getDerivedStateFromError() {
    return { code: uuidv7() };
  }

  override componentDidCatch(error: unknown): void {
    reportError(new Error(`screen stopped, code ${this.state.code}`, { cause: error }));
  }

  override render() {
    const { t } = this.props;
    if (this.state.code === undefined) return this.props.children;
    return (
      <Stack role="alert" p="xl" maw={640} align="flex-start">
        <Title order={2}>{t('app.crash.title')}</Title>
        <Text>{t('app.crash.safe')}</Text>
        <Text>{t('app.crash.next')}</Text>
        <Code fz="md">{this.state.code}</Code>
        <Button onClick={() => this.setState({ code: undefined })}>{t('app.retry')}</Button>
      </Stack>
    );
  }
}
