// What everything in the page shares.

function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) made.setAttribute(name, value);
  made.append(...children);
  return made;
}

// anywidget lets no message of the kernel through to a widget that was not ready after two seconds,
// and never again: on a slow computer a picture would stand there and not move. What is shown was
// ready in the end. From then on its messages go the way of all widgets of Jupyter.
async function stayInTouch(model) {
  const whole = await model.widget_manager?.get_model(model.get("own"));
  const plain = whole && Object.getPrototypeOf(Object.getPrototypeOf(whole))._handle_comm_msg;
  if (plain && whole.comm) whole.comm.on_msg(plain.bind(whole));
}
