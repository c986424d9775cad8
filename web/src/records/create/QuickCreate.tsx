export default function QuickCreate() {
  return null;
}
