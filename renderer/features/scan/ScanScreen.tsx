import { navigate } from 'wouter/use-hash-location';
import { DOSSIER_STATES, isOpen } from '../../../shared/domain/dossier/dossier-state.ts';
import { useWords } from '../../lib/context.tsx';
import { Asked } from '../../ui/ScreenStates.tsx';
import { DossierPicker, useDossier } from '../dossier/index.ts';
import { Bench } from './Bench.tsx';
import { DayStack } from './DayStack.tsx';

/** From paper to the digital copy of each component. */
export function ScanScreen(props: { dossierId: string | undefined; componentId: string | undefined }) {
  const { t } = useWords();
  if (props.dossierId === undefined)
    return (
      <>
        <DossierPicker
          label={t('scan.pick')}
          hint={t('picker.hint')}
          states={DOSSIER_STATES.filter(isOpen)}
          onTake={(id) => navigate(`/scan/${id}`)}
        />
        <DayStack />
      </>
    );
  return <ScanDossier dossierId={props.dossierId} componentId={props.componentId} key={props.dossierId} />;
}

function ScanDossier({ dossierId, componentId }: { dossierId: string; componentId: string | undefined }) {
  const asked = useDossier(dossierId);
  return <Asked query={asked}>{(dossier) => <Bench dossier={dossier} componentId={componentId} />}</Asked>;
}
